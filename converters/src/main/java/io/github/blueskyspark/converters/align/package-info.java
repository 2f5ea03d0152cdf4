/**
 * As-of joins: each row of one side with the last, next or nearest row of the other side, by time.
 *
 * <p>Lives here: how both sides are cut into slices of even size that fit no memory limit, which
 * rows are carried over the cuts, and the merge of two sorted sides. May not live here: where rows
 * come from, and flags. DataFrames come in, one sorted DataFrame goes out.
 */
package io.github.blueskyspark.converters.align;
