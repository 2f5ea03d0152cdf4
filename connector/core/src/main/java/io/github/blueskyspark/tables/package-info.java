/**
 * The tables of the public contract: their columns, and how rows are made from runs.
 *
 * <p>Lives here: table names, column types, the cell writer through which an engine receives
 * values, and one row source a table. May not live here: engines, file formats, choices about
 * splits. Runs come from the documents package, cells go to the Spark layer.
 */
package io.github.blueskyspark.tables;
