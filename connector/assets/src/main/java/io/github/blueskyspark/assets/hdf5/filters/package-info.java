/**
 * Filters of HDF5's pipeline, undone: from the stored bytes of one chunk to its elements.
 *
 * <p>Lives here: codecs over byte arrays, each with the parameters that the dataset's header gives.
 * May not live here: files, chunk indexes, arrays. Stored bytes come from the chunked dataset and
 * go back to it with exactly the length that the chunk must have; anything else is a {@link
 * io.github.blueskyspark.assets.hdf5.filters.DamagedChunkException}.
 */
package io.github.blueskyspark.assets.hdf5.filters;
