/**
 * Growing column vectors that receive the cells of the core's row sources and are read by Spark as
 * columnar batches.
 *
 * <p>Lives here: one vector a kind of storage, written through {@link
 * io.github.blueskyspark.tables.CellWriter} and read through Spark's public {@code ColumnVector},
 * and the translation of column types. May not live here: scans, plans, files. Cells come from the
 * core's tables and go to Spark's generated code without boxing.
 */
package io.github.blueskyspark.spark.vectors;
