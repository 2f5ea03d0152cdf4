/**
 * From options to splits and from splits to rows: the one door through which an engine reads.
 *
 * <p>Lives here: what a query asks for, how files become splits of even size, which runs are
 * selected, and the opening of a split in a task. May not live here: engines and formats. {@link
 * io.github.blueskyspark.plan.Archive} is the entrance.
 */
package io.github.blueskyspark.plan;
