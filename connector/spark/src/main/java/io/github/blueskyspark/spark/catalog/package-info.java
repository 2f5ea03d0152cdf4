/**
 * Names of the catalog and what they stand for.
 *
 * <p>Lives here: the translation of namespaces and identifiers such as {@code run.`KEY`.`primary`}
 * into tables and options, and the lists that SHOW statements give. May not live here: reading.
 * Identifiers come from Spark's analyzer, option maps go to the tables.
 */
package io.github.blueskyspark.spark.catalog;
