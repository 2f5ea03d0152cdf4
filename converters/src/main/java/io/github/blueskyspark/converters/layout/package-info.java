/**
 * How a warehouse lies on disk: folders, partitions, Parquet settings, commit log.
 *
 * <p>Lives here: names of folders and files, the order of rows in a file, footers, the log under
 * {@code _bluesky/} that says which files count. May not live here: where rows come from.
 * Converters hand over DataFrames; Parquet files and a commit leave.
 */
package io.github.blueskyspark.converters.layout;
