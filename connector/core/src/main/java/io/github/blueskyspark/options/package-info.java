/**
 * Options, each declared once: one {@link io.github.blueskyspark.options.Option} gives the reader
 * option, the job's flag, the line of the reference page and the error text.
 *
 * <p>Lives here: declarations, parsing and the page. May not live here: what the options do. The
 * Spark layer and the jobs hand in string maps; every other layer sees parsed values only.
 */
package io.github.blueskyspark.options;
