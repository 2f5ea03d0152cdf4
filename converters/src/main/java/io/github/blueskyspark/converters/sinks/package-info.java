/**
 * The tables of a warehouse in Iceberg or Delta instead of plain Parquet.
 *
 * <p>Lives here: how rows of a conversion, which the {@code archive} converter has staged as
 * Parquet, get into tables of another format, in which order the tables change, what tells that a
 * conversion is done and how one that was killed is undone. May not live here: which rows there
 * are. Spark's SQL is all that is used of the formats, so that their jars are needed only where one
 * of them is asked for.
 */
package io.github.blueskyspark.converters.sinks;
