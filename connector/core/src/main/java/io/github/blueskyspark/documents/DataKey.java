package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a descriptor says of one data key (event-model: event_descriptor.json, {@code data_key}).
 *
 * @param name of the key
 * @param about the JSON object under that name; not changed
 */
public record DataKey(String name, ObjectNode about) implements Serializable {
  /** Rank unknown, or a ragged axis in {@link #shape()}. */
  public static final long RAGGED = -1;

  /**
   * {@code number}, {@code integer}, {@code string}, {@code boolean}, {@code array}; empty when not
   * said.
   */
  public String dtype() {
    return text("dtype");
  }

  /** Whether the values live in external files. */
  public boolean isExternal() {
    return !text("external").isEmpty();
  }

  /** A text field, empty when it is missing or no text. */
  public String text(String field) {
    JsonNode node = about.get(field);
    return node != null && node.isTextual() ? node.asText() : "";
  }

  /** Declared shape of one event, {@link #RAGGED} for null; empty for scalars and when not said. */
  public List<Long> shape() {
    List<Long> shape = new ArrayList<>();
    JsonNode said = about.get("shape");
    if (said != null && said.isArray()) {
      said.forEach(
          n ->
              shape.add(
                  n.isIntegralNumber() && n.canConvertToLong() && n.asLong() >= 0
                      ? n.asLong()
                      : RAGGED));
    }
    return shape;
  }

  /**
   * The element type, by the first of {@code dtype_descr}, {@code dtype_numpy}, {@code dtype_str}
   * that says one.
   */
  public Optional<DType> numpy() {
    for (String field : List.of("dtype_descr", "dtype_numpy", "dtype_str")) {
      JsonNode said = about.get(field);
      Optional<DType> type = said == null ? Optional.empty() : DTypes.parse(said);
      if (type.isPresent()) {
        return type;
      }
    }
    return Optional.empty();
  }
}
