/**
 * Rows on a terminal or in a pipe: table, JSON, CSV.
 *
 * <p>Lives here: how a Spark value of any type is written as text, which Spark itself does
 * differently in each of its tools. May not live here: running queries. Rows come from a command,
 * text goes to standard output.
 */
package io.github.blueskyspark.jobs.render;
