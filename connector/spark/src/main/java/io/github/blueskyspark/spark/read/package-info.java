/**
 * Tables and scans of Spark's DataSource V2 over the core's plans.
 *
 * <p>Lives here: the table, its scan builder with everything that is pushed down, the scan with its
 * splits, the reader that fills batches, and the metrics of the SQL tab. May not live here: names
 * of catalogs, file systems, formats. Open archives come from the storage package, columnar batches
 * go to Spark.
 */
package io.github.blueskyspark.spark.read;
