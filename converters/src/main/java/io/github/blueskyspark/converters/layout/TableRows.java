package io.github.blueskyspark.converters.layout;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows of one table, ready to be laid out.
 *
 * @param folder relative to the warehouse, for example {@code stream/stream=primary}
 * @param rows with a column {@code run_uid}
 * @param order column that orders the rows of a run, {@code seq_num} for example; empty for the
 *     order in which they come
 */
public record TableRows(String folder, Dataset<Row> rows, String order) {}
