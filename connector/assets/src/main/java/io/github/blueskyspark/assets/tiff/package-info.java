/**
 * TIFF files as detectors and their software write them: classic and BigTIFF, both byte orders,
 * strips and tiles, one page or many. Pixels leave with the bits the file holds: nothing is scaled,
 * inverted or looked up in a palette. Every number of a file is bounded before it decides anything.
 */
package io.github.blueskyspark.assets.tiff;
