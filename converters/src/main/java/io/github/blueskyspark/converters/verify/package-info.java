/**
 * Compares a warehouse with the archive that it was made of, also long after: its files with the
 * hashes in the commit log, its documents and arrays one by one, its tables by their counts.
 */
package io.github.blueskyspark.converters.verify;
