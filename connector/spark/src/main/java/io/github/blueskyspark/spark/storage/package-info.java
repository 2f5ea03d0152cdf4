/**
 * Files and work as the core wants them, on Hadoop file systems and Spark jobs.
 *
 * <p>Lives here: the listing of an archive's paths, reading at any place (local files through
 * mapped channels), the runner of planning work, and the opening of archives from option maps. May
 * not live here: tables, scans, formats. Options come from readers and catalogs, open archives go
 * to the tables.
 */
package io.github.blueskyspark.spark.storage;
