/**
 * HDF5 files, read from their bytes in plain Java: the arrays that area detectors, PandA boxes and
 * Eiger masters write.
 *
 * <p>Lives here: finding a dataset by its path, its regions, its values, its attributes. May not
 * live here: documents, tables, Spark, and native code. Files come through {@link
 * io.github.blueskyspark.spi.AssetFiles}, link targets and virtual sources too; blocks of elements
 * go out through {@link io.github.blueskyspark.spi.ArrayAsset}. Why there is an own reader:
 * docs/decisions/0001-own-hdf5-reader.md.
 */
package io.github.blueskyspark.assets.hdf5;
