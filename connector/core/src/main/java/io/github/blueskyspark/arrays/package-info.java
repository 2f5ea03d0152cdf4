/**
 * Arrays as numpy knows them: dtypes, shapes, regions of interest, statistics over raw bytes.
 *
 * <p>Lives here: what can be said of an n-dimensional array without knowing its file. May not live
 * here: file formats, documents, Spark. Bytes come from the asset readers and go to the tables as
 * little-endian, C-ordered blocks.
 */
package io.github.blueskyspark.arrays;
