package io.github.blueskyspark.converters.panda;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.spi.ArrayInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What the values of a column mean, as metadata of the column.
 *
 * <p>A PandA names its datasets {@code <field>.<capture>} and stores neither units nor scale; what
 * other writers put into attributes of the dataset, and documents into their data keys, is taken
 * where it is there. Times and gate durations that are reals are seconds: the writer has scaled
 * them.
 */
final class ColumnFacts {
  static final String DATASET = "dataset";
  static final String DTYPE = "dtype";
  static final String FIELD = "field";
  static final String CAPTURE = "capture";
  static final String UNITS = "units";
  static final String SCALE = "scale";
  static final String OFFSET = "offset";

  /** The bit that a column shows, 0 the least significant one. */
  static final String BIT = "bit";

  private static final String COMMENT = "comment";
  private static final List<String> NUMBERS = List.of(SCALE, OFFSET);
  private static final Pattern CAPTURED =
      Pattern.compile("(.+)\\.(Value|Diff|Sum|Min|Max|Mean|StdDev)");
  private static final Pattern SECONDS = Pattern.compile("PCAP\\.(TS_\\w+|GATE_DURATION)");

  private ColumnFacts() {}

  /** What the name, the dtype and the attributes of a dataset tell. */
  static Map<String, String> of(ArrayInfo array) {
    Map<String, String> facts = new TreeMap<>();
    facts.put(DATASET, array.path());
    facts.put(DTYPE, array.dtype().toString());
    Matcher name = CAPTURED.matcher(array.path().substring(1));
    if (name.matches()) {
      facts.put(FIELD, name.group(1));
      facts.put(CAPTURE, name.group(2));
      if (SECONDS.matcher(name.group(1)).matches() && isReal(array.dtype())) {
        facts.put(UNITS, "s");
      }
    }
    for (Map.Entry<String, JsonNode> attribute : array.attributes().properties()) {
      take(attribute.getKey().toLowerCase(Locale.ROOT), attribute.getValue(), facts);
    }
    return facts;
  }

  private static boolean isReal(DType dtype) {
    return dtype.kind() == Kind.FLOAT;
  }

  private static void take(String name, JsonNode value, Map<String, String> facts) {
    JsonNode one = value.isArray() && value.size() == 1 ? value.get(0) : value;
    boolean isText = one.isTextual() && !one.textValue().isBlank();
    switch (name) {
      case UNITS, "unit", "egu" -> {
        if (isText) {
          facts.put(UNITS, one.textValue().strip());
        }
      }
      case CAPTURE -> {
        if (isText) {
          facts.put(CAPTURE, one.textValue().strip());
        }
      }
      case SCALE, OFFSET -> {
        if (one.isNumber()) {
          facts.put(name, one.asText());
        }
      }
      default -> {
        // Says nothing about the values.
      }
    }
  }

  /**
   * What is true of a column in two files: facts that only one tells, and those that agree. A fact
   * on which they disagree is empty from then on.
   */
  static Map<String, String> both(Map<String, String> a, Map<String, String> b) {
    Map<String, String> both = new TreeMap<>(a);
    b.forEach((key, value) -> both.merge(key, value, (x, y) -> x.equals(y) ? x : ""));
    return both;
  }

  /** As metadata of a column; numbers are numbers, and the comment is what DESCRIBE shows. */
  static Metadata metadata(Map<String, String> facts) {
    MetadataBuilder metadata = new MetadataBuilder();
    facts.forEach(
        (key, value) -> {
          if (value.isEmpty()) {
            return;
          }
          if (NUMBERS.contains(key)) {
            metadata.putDouble(key, Double.parseDouble(value));
          } else if (key.equals(BIT)) {
            metadata.putLong(key, Long.parseLong(value));
          } else {
            metadata.putString(key, value);
          }
        });
    String comment = comment(facts);
    return comment.isEmpty() ? metadata.build() : metadata.putString(COMMENT, comment).build();
  }

  private static String comment(Map<String, String> facts) {
    String dataset = facts.getOrDefault(DATASET, "");
    String bit = facts.getOrDefault(BIT, "");
    String source = bit.isEmpty() || dataset.isEmpty() ? dataset : "bit " + bit + " of " + dataset;
    String units = facts.getOrDefault(UNITS, "");
    return units.isEmpty() || source.isEmpty() ? units + source : units + "; " + source;
  }

  /** The facts that were made into metadata. */
  static Map<String, String> of(Metadata metadata) {
    Map<String, String> facts = new TreeMap<>();
    for (String key : List.of(DATASET, DTYPE, FIELD, CAPTURE, UNITS)) {
      if (metadata.contains(key)) {
        facts.put(key, metadata.getString(key));
      }
    }
    for (String key : NUMBERS) {
      if (metadata.contains(key)) {
        facts.put(key, String.valueOf(metadata.getDouble(key)));
      }
    }
    if (metadata.contains(BIT)) {
      facts.put(BIT, String.valueOf(metadata.getLong(BIT)));
    }
    return facts;
  }
}
