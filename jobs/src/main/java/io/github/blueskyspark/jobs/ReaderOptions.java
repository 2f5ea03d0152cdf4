package io.github.blueskyspark.jobs;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.predicates.MongoQuery;
import java.util.Map;

/**
 * What can be said of reader options before a session exists, so that wrong usage is told at once.
 */
final class ReaderOptions {
  private ReaderOptions() {}

  /**
   * Parses them once.
   *
   * @throws io.github.blueskyspark.errors.OptionException for a value that an option does not take,
   *     a malformed query included
   */
  static void check(Map<String, String> given) {
    String query = OptionValues.parse(given).get(Options.QUERY);
    if (!query.isBlank()) {
      MongoQuery.parse(query);
    }
  }
}
