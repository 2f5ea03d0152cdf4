package io.github.blueskyspark.jobs.render;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark values for people: NDARRAY as dtype and shape, complex values as JSON, timestamps in the
 * session's time zone.
 */
public final class PlainText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private PlainText() {}

  /** One cell. Null is empty text. */
  public static String cell(Object value, DataType type, ZoneId zone) {
    if (value == null) {
      return "";
    }
    if (value instanceof Instant instant) {
      return TIME.format(instant.atZone(zone));
    }
    if (value instanceof LocalDateTime local) {
      return TIME.format(local);
    }
    if (isNdarray(type)) {
      return ndarray((Row) value);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    boolean plain = value instanceof String || value instanceof Number;
    String text = plain ? value.toString() : JsonText.value(value, type);
    return text.startsWith("\"") && !plain ? text.substring(1, text.length() - 1) : text;
  }

  /**
   * The text without control characters, which a terminal would obey: line ends and tabs become
   * blanks, the rest (escape sequences' introducers, marks that turn the direction of text) is left
   * out.
   */
  public static String printable(String text) {
    return text.replaceAll("[\\t\\r\\n\\u2028\\u2029]+", " ")
        .replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]", "");
  }

  static boolean isNdarray(DataType type) {
    return type instanceof StructType struct
        && String.join(",", struct.fieldNames()).equals("dtype,shape,data");
  }

  private static String ndarray(Row row) {
    if (row.isNullAt(0) || row.isNullAt(1)) {
      return "NDARRAY";
    }
    scala.collection.Iterable<?> shape = row.getAs(1);
    return row.getString(0)
        + CollectionConverters.asJavaCollection(shape).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(",", " (", ")"));
  }
}
