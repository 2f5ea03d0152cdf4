/**
 * An archive to a warehouse: every table that the data source serves becomes a folder of Parquet
 * files.
 *
 * <p>Lives here: which tables are copied, what has changed since the last conversion, and the check
 * that no document was lost. May not live here: how files are laid out ({@code layout}), or how
 * archives are read, which is {@code format("bluesky")}'s business.
 */
package io.github.blueskyspark.converters.archive;
