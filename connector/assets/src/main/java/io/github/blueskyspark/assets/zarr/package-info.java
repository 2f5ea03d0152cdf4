/**
 * Zarr stores of version 2 and 3: directories of chunks that Tiled and other Python programs write.
 *
 * <p>Lives here: metadata, chunk keys, codecs and shards of Zarr. May not live here: documents,
 * tables, Spark, and codecs that other formats use too (those are in the parent package). Files
 * come through {@link io.github.blueskyspark.spi.AssetFiles}, elements go out through {@link
 * io.github.blueskyspark.spi.ArrayAsset}.
 */
package io.github.blueskyspark.assets.zarr;
