package io.github.blueskyspark.converters.layout;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;

/** Names as SQL needs them. */
public final class SqlNames {
  private SqlNames() {}

  /** A column or table by its whole name, dots and backticks and all. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** A column by its whole name, dots and backticks and all. */
  public static Column column(String name) {
    return col(quoted(name));
  }

  /** The same, comma-separated, each with a prefix. */
  public static String list(String prefix, String... names) {
    return Arrays.stream(names).map(n -> prefix + quoted(n)).collect(Collectors.joining(", "));
  }

  /** A text as a literal. */
  public static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
