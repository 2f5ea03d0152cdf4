package io.github.blueskyspark.spark.functions;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;

/** All functions, by the name users type. */
public final class CatalogFunctions {
  private static final List<UnboundFunction> ALL = List.of(new Matches());

  private CatalogFunctions() {}

  /** The names, sorted as the reference lists them. */
  public static List<String> names() {
    return ALL.stream().map(UnboundFunction::name).toList();
  }

  /** The function of that name, in any case. */
  public static Optional<UnboundFunction> of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(f -> f.name().equals(wanted)).findFirst();
  }
}
