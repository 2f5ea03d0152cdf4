package io.github.blueskyspark.converters.archive;

/**
 * A table that a conversion begins to write.
 *
 * @param table its folder
 * @param number of the table, from 1
 * @param of how many tables there will be, as far as is known
 * @param runs that are converted; 0 until they are known
 * @param bytes of the sources
 */
public record ConversionStep(String table, int number, int of, long runs, long bytes) {}
