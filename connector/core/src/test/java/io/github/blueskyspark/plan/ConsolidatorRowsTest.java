package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Rows of stored arrays as HDF5Consolidator of bluesky-tiled-plugins makes them. */
class ConsolidatorRowsTest {
  private static List<Long> numbers(String text) {
    String all = text == null ? "" : text.strip();
    return Stream.of(all.split(" ", -1)).filter(t -> !t.isEmpty()).map(Long::valueOf).toList();
  }

  @ParameterizedTest(name = "declared {0}, multiplier {1}")
  @CsvFileSource(resources = "/consolidators/rows.csv", delimiter = '|')
  void rowsAreThoseOfTheConsolidator(
      String declared, long multiplier, String row, String stacked, String joined) {
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (multiplier > 0) {
      parameters.put("multiplier", multiplier);
    }
    // a row of one number is declared [1] or []
    List<Long> expected = numbers(row).isEmpty() ? numbers(declared) : numbers(row);
    for (String stored : List.of(stacked, joined)) {
      long[] shape = numbers(stored).stream().mapToLong(Long::longValue).toArray();
      RowLayout layout = RowLayout.of(Selection.all(shape), numbers(declared), parameters);
      assertThat(layout.rows()).as("rows of %s", stored).isEqualTo(4);
      assertThat(Arrays.stream(layout.rowShape()).boxed())
          .as("row of %s", stored)
          .isEqualTo(expected);
    }
  }
}
