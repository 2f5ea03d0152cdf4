/**
 * Archives and bare files to partitioned Parquet. Converters read through the data source as users
 * do and write DataFrames; how a warehouse is laid out is decided here and nowhere else.
 */
package io.github.blueskyspark.converters;
