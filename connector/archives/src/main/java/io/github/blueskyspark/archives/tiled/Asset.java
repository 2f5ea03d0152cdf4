package io.github.blueskyspark.archives.tiled;

/**
 * One file, directory or database that data are in.
 *
 * @param uri as Tiled stores it
 * @param num place in a sequence of files, 0-based; -1 where there is no sequence
 */
record Asset(String uri, int num) {}
