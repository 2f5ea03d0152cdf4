/**
 * Structures of the HDF5 file format, parsed from bytes: superblock, object headers and their
 * messages, groups, heaps, B-trees.
 *
 * <p>Lives here: what the file says of its objects. May not live here: chunk lookup, filters,
 * arrays. Bytes come bounds-checked from {@link
 * io.github.blueskyspark.assets.hdf5.format.FileBytes}; parsed records go to the dataset reader.
 * Every number in the file is hostile until checked: whatever does not fit becomes an {@link
 * io.github.blueskyspark.errors.AssetException} with file and offset.
 */
package io.github.blueskyspark.assets.hdf5.format;
