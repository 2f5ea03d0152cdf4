package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.Selection;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class RowLayoutTest {
  private static RowLayout layout(String stored, String declared, String parameters)
      throws IOException {
    long[] shape = numbers(stored).stream().mapToLong(Long::longValue).toArray();
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(parameters);
    return RowLayout.of(Selection.all(shape), numbers(declared), node);
  }

  private static List<Long> numbers(String text) {
    return Stream.of(text.strip().split("[ ,]+", -1))
        .filter(t -> !t.isBlank() && !t.equals("-"))
        .map(Long::valueOf)
        .toList();
  }

  @ParameterizedTest(name = "stored {0}, declared {1}, {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        // stored | declared | multiplier | rows | row | frames a row | frame | region of the last
        // row | of its last frame
        "10 24 30 | 1 24 30 | 0 | 10 | 1 24 30 | 1 | 24 30 | [9:10, 0:24, 0:30] | [9:10, 0:24,"
            + " 0:30]",
        "10 24 30 | 24 30 | 0 | 10 | 24 30 | 1 | 24 30 | [9:10, 0:24, 0:30] | [9:10, 0:24, 0:30]",
        "15 16 20 | 3 16 20 | 0 | 5 | 3 16 20 | 3 | 16 20 | [12:15, 0:16, 0:20] | [14:15, 0:16,"
            + " 0:20]",
        "12 6 8 | 3 6 8 | 3 | 4 | 3 6 8 | 3 | 6 8 | [9:12, 0:6, 0:8] | [11:12, 0:6, 0:8]",
        "12 6 8 | 6 8 | 3 | 4 | 3 6 8 | 3 | 6 8 | [9:12, 0:6, 0:8] | [11:12, 0:6, 0:8]",
        "12 6 8 | 1 6 8 | 3 | 4 | 3 6 8 | 3 | 6 8 | [9:12, 0:6, 0:8] | [11:12, 0:6, 0:8]",
        "12 6 8 | 5 6 8 | 3 | 4 | 3 6 8 | 3 | 6 8 | [9:12, 0:6, 0:8] | [11:12, 0:6, 0:8]",
        "12 6 8 | 6 8 | 1 | 12 | 1 6 8 | 1 | 6 8 | [11:12, 0:6, 0:8] | [11:12, 0:6, 0:8]",
        "4 3 6 8 | 3 6 8 | 3 | 4 | 3 6 8 | 1 | 3 6 8 | [3:4, 0:3, 0:6, 0:8] | [3:4, 0:3, 0:6, 0:8]",
        "4 3 6 8 | 3 6 8 | 0 | 4 | 3 6 8 | 1 | 3 6 8 | [3:4, 0:3, 0:6, 0:8] | [3:4, 0:3, 0:6, 0:8]",
        "4 1 6 8 | 1 6 8 | 0 | 4 | 1 6 8 | 1 | 6 8 | [3:4, 0:1, 0:6, 0:8] | [3:4, 0:1, 0:6, 0:8]",
        "5 | - | 0 | 5 | - | 1 | - | [4:5] | [4:5]",
        "5 | 1 | 0 | 5 | 1 | 1 | - | [4:5] | [4:5]",
        "5 1 | 1 | 0 | 5 | 1 | 1 | - | [4:5, 0:1] | [4:5, 0:1]",
        "600 | 5 | 0 | 120 | 5 | 1 | 5 | [595:600] | [595:600]",
        "5 2 | 2 | 0 | 5 | 2 | 1 | 2 | [4:5, 0:2] | [4:5, 0:2]",
        "5 3 | 1 3 | 0 | 5 | 1 3 | 1 | 3 | [4:5, 0:3] | [4:5, 0:3]",
        "20 3 | 5 3 | 0 | 4 | 5 3 | 1 | 5 3 | [15:20, 0:3] | [15:20, 0:3]",
        "5 2 3 | 2 3 | 0 | 5 | 2 3 | 1 | 2 3 | [4:5, 0:2, 0:3] | [4:5, 0:2, 0:3]",
        "5 2 3 4 | 2 3 4 | 0 | 5 | 2 3 4 | 1 | 2 3 4 | [4:5, 0:2, 0:3, 0:4] | [4:5, 0:2, 0:3, 0:4]",
        "4 32 48 3 | 1 32 48 3 | 0 | 4 | 1 32 48 3 | 1 | 32 48 3 | [3:4, 0:32, 0:48, 0:3] | [3:4,"
            + " 0:32, 0:48, 0:3]",
        "- | - | 0 | 1 | - | 1 | - | [] | []",
        "- | 1 | 0 | 1 | 1 | 1 | - | [] | []",
        "6 8 | 1 6 8 | 0 | 1 | 1 6 8 | 1 | 6 8 | [0:6, 0:8] | [0:6, 0:8]",
        "6 8 | 1 6 8 | 1 | 1 | 1 6 8 | 1 | 6 8 | [0:6, 0:8] | [0:6, 0:8]",
        "6 8 | 6 8 | 0 | 1 | 6 8 | 1 | 6 8 | [0:6, 0:8] | [0:6, 0:8]",
        "9 7 | 1 1 7 | 0 | 9 | 1 1 7 | 1 | 7 | [8:9, 0:7] | [8:9, 0:7]",
        "10 24 30 | - | 0 | 10 | 24 30 | 1 | 24 30 | [9:10, 0:24, 0:30] | [9:10, 0:24, 0:30]",
        "10 24 30 | 24 | 0 | 10 | 24 30 | 1 | 24 30 | [9:10, 0:24, 0:30] | [9:10, 0:24, 0:30]",
        "10 24 30 | 0 24 30 | 0 | 10 | 1 24 30 | 1 | 24 30 | [9:10, 0:24, 0:30] | [9:10, 0:24,"
            + " 0:30]",
        "10 24 30 | 1 -1 -1 | 0 | 10 | 1 24 30 | 1 | 24 30 | [9:10, 0:24, 0:30] | [9:10, 0:24,"
            + " 0:30]",
        "10 24 30 | 3 24 30 | 0 | 3 | 3 24 30 | 3 | 24 30 | [6:9, 0:24, 0:30] | [8:9, 0:24, 0:30]",
      })
  void axesBecomeRowsAndFrames(ArgumentsAccessor said) throws IOException {
    long multiplier = said.getLong(2);
    long rows = said.getLong(3);
    int frames = said.getInteger(5);
    for (String name : List.of("multiplier", "frame_per_point")) {
      String parameters = multiplier == 0 ? "{}" : "{\"" + name + "\": " + multiplier + "}";
      RowLayout layout = layout(said.getString(0), said.getString(1), parameters);
      assertThat(layout.rows()).isEqualTo(rows);
      assertThat(Arrays.stream(layout.rowShape()).boxed()).isEqualTo(numbers(said.getString(4)));
      assertThat(layout.shape(layout.row(rows - 1).shape())).isEqualTo(layout.rowShape());
      assertThat(layout.framesPerRow()).isEqualTo(frames);
      assertThat(Arrays.stream(layout.frame(0, 0).shape()).boxed())
          .isEqualTo(numbers(said.getString(6)));
      assertThat(layout.row(rows - 1).region()).hasToString(said.getString(7));
      assertThat(layout.frame(rows - 1, frames - 1).region()).hasToString(said.getString(8));
    }
  }

  @Test
  void whatTheFileHoldsWinsWithANote() throws IOException {
    assertThat(layout("10 24 30", "1 24 32", "{}").notes())
        .singleElement()
        .asString()
        .contains("[1, 24, 32]", "[1, 24, 30]");
    assertThat(layout("10 24 30", "3 24 30", "{}").notes())
        .singleElement()
        .asString()
        .contains("10 stored frames", "last 1");
    assertThat(layout("10 24 30", "0 24 30", "{}").notes()).isNotEmpty();
    assertThat(layout("10 24 30", "1 24 30", "{}").notes()).isEmpty();
    assertThat(layout("10 24 30", "1 -1 -1", "{}").notes()).isEmpty();
    assertThat(layout("10 1", "1", "{}").notes()).isEmpty();
  }

  @Test
  void multipliersThatAreNoneAreIgnored() throws IOException {
    assertThat(layout("12 6 8", "3 6 8", "{\"multiplier\": \"3\"}").group()).isEqualTo(3);
    assertThat(layout("12 6 8", "1 6 8", "{\"multiplier\": -3}").group()).isEqualTo(1);
    assertThat(layout("12 6 8", "1 6 8", "{\"multiplier\": null, \"frame_per_point\": 2}").group())
        .isEqualTo(2);
    assertThat(layout("12 6 8", "1 6 8", "{\"multiplier\": 9223372036854775807}").rows()).isZero();
  }
}
