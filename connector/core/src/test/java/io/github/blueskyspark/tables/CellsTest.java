package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.blueskyspark.tables.RecordingRowWriter.Recorded;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellsTest {
  private final Recorded cell = new Recorded();

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static Object time(double seconds) {
    Recorded cell = new Recorded();
    Cells.time(seconds, cell);
    return cell.value();
  }

  private static Object time(JsonNode seconds) {
    Recorded cell = new Recorded();
    Cells.time(seconds, cell);
    return cell.value();
  }

  private static Object whole(JsonNode node) {
    Recorded cell = new Recorded();
    Cells.whole(node, cell);
    return cell.value();
  }

  private static Object text(JsonNode node) {
    Recorded cell = new Recorded();
    Cells.text(node, cell);
    return cell.value();
  }

  @Test
  void secondsBecomeTheNearestMicrosecond() {
    assertThat(time(1700000000.123456)).isEqualTo(1700000000123456L);
    assertThat(time(0.0000004)).isEqualTo(0L);
    assertThat(time(0.0000006)).isEqualTo(1L);
    assertThat(time(-1.5)).isEqualTo(-1500000L);
  }

  @Test
  void timesThatAreNoneAreNull() {
    assertThat(time(Double.NaN)).isNull();
    assertThat(time(Double.POSITIVE_INFINITY)).isNull();
    assertThat(time(1e13)).isNull();
    assertThat(time(-1e300)).isNull();
    assertThat(time(8e12)).isEqualTo(8_000_000_000_000_000_000L);
  }

  @Test
  void nodesThatAreNoNumbersAreNoTimes() throws IOException {
    assertThat(time(json("12"))).isEqualTo(12_000_000L);
    assertThat(time(DoubleNode.valueOf(Double.NaN))).isNull();
    assertThat(time(json("\"12\""))).isNull();
    assertThat(time(json("null"))).isNull();
    assertThat(time((JsonNode) null)).isNull();
  }

  @Test
  void onlyIntegersOf64BitsAreWhole() throws IOException {
    assertThat(whole(json("9223372036854775807"))).isEqualTo(Long.MAX_VALUE);
    assertThat(whole(json("9223372036854775808"))).isNull();
    assertThat(whole(json("3.0"))).isNull();
    assertThat(whole(json("\"3\""))).isNull();
    assertThat(whole(null)).isNull();
  }

  @Test
  void textNodesStayEmptyWhereTextsBecomeNull() throws IOException {
    assertThat(text(json("\"a\""))).isEqualTo("a");
    assertThat(text(json("\"\""))).isEqualTo("");
    assertThat(text(json("5"))).isNull();
    assertThat(text(null)).isNull();
    Cells.text("", cell);
    assertThat(cell.value()).isNull();
  }

  @Test
  void anyJsonIsAVariant() throws IOException {
    Cells.variant(json("{\"a\": [1, null]}"), cell);
    assertThat(String.valueOf(cell.value())).isEqualTo("{\"a\":[1,null]}");
    Recorded missing = new Recorded();
    Cells.variant(MissingNode.getInstance(), missing);
    assertThat(missing.value()).isNull();
    Recorded none = new Recorded();
    Cells.variant(null, none);
    assertThat(none.value()).isNull();
  }

  @Test
  void listsBecomeArrays() {
    Cells.strings(List.of("a", ""), cell);
    assertThat(cell.value()).isEqualTo(List.of("a", ""));
    Recorded longs = new Recorded();
    Cells.longs(List.of(), longs);
    assertThat(longs.value()).isEqualTo(List.of());
  }

  @Test
  void rowsHaveTheOrderOfTheColumnsAsked() throws IOException {
    Map<String, Cell<String>> byName =
        Map.of("a", (r, c) -> c.putString(r + "a"), "b", (r, c) -> c.putString(r + "b"));
    List<Column> columns =
        List.of(Column.of("b", ColumnType.STRING), Column.of("a", ColumnType.STRING));
    RecordingRowWriter row = new RecordingRowWriter();
    Cells.write(Cells.of(columns, byName), "x", row);
    assertThat(List.of(row.value(0), row.value(1))).isEqualTo(List.of("xb", "xa"));
  }

  @Test
  void columnWithoutACellIsABug() {
    List<Column> columns = List.of(Column.of("c", ColumnType.STRING));
    assertThatThrownBy(() -> Cells.of(columns, Map.<String, Cell<String>>of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("column c");
  }
}
