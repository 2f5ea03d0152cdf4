/**
 * NPY files as numpy writes them, one array each: header versions 1 to 3, C and Fortran order,
 * every dtype with fixed bytes. The header is read by a strict grammar and never evaluated; pickled
 * objects are refused. Bytes come from {@code spi.AssetFiles}, elements leave as they stand in the
 * file.
 */
package io.github.blueskyspark.assets.npy;
