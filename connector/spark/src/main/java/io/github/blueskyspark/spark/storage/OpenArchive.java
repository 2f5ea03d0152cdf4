package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.spi.Storage;

/**
 * An archive ready to be planned.
 *
 * @param archive the core's entrance
 * @param options what it was opened with; {@code path} holds absolute URIs
 * @param storage where its files are, for the tasks
 */
public record OpenArchive(Archive archive, OptionValues options, Storage storage) {}
