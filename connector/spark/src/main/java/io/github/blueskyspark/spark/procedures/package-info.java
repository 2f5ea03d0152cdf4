/**
 * The procedures of a catalog's namespace {@code system}, called with {@code CALL c.system.…}.
 *
 * <p>Lives here: their parameters and how a call becomes a scan. May not live here: what they do,
 * which is reading through the tables of the read package. Arguments come from Spark's analyzer,
 * scans go back to it.
 */
package io.github.blueskyspark.spark.procedures;
