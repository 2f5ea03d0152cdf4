/**
 * Detector files without documents, as an archive: PandA files, buckets of images, series of HDF5
 * files.
 *
 * <p>Lives here: grouping files to runs by their names, and making up the documents of a run. May
 * not live here: any file format; what is in a file is asked of the asset readers through {@link
 * io.github.blueskyspark.spi.AssetReaders}. Listed files come in, documents go out.
 */
package io.github.blueskyspark.archives.files;
