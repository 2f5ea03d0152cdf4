package io.github.blueskyspark;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spark.functions.CatalogFunctions;
import io.github.blueskyspark.spark.functions.PlainNames;
import org.apache.spark.sql.SparkSession;

/**
 * The functions of the catalog under plain names: {@code nd_sum(image)} in the place of {@code
 * c.nd_sum(image)}.
 */
public final class BlueskyFunctions {
  private BlueskyFunctions() {}

  /**
   * Registers {@code matches} and the {@code nd_…} functions as temporary functions of a session.
   *
   * @throws OptionException for a session that is none of this virtual machine (Spark Connect): use
   *     the catalog's functions there
   */
  public static void register(SparkSession session) {
    if (!(session instanceof org.apache.spark.sql.classic.SparkSession classic)) {
      throw new OptionException(
          Location.of("BlueskyFunctions"),
          "register functions",
          "the session is a " + session.getClass().getName(),
          "Call the functions of a catalog, for example c.nd_sum(image)");
    }
    CatalogFunctions.names().forEach(name -> PlainNames.register(classic, name));
  }
}
