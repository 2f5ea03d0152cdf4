/**
 * Where the chunks of a dataset are: one class for each of the six chunk indexes of HDF5, found by
 * the chunk's coordinates.
 *
 * <p>Lives here: index structures only. May not live here: decoding, arrays, regions. Reads
 * metadata through {@link io.github.blueskyspark.assets.hdf5.format.FileBytes}; hands addresses and
 * stored sizes to the chunked dataset.
 */
package io.github.blueskyspark.assets.hdf5.chunks;
