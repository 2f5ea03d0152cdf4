package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Names, numbers and counts that are legal, and unusual. */
class StrangeNamesIT extends BadInput {
  @Test
  void numbersThatAreNoneOrTooBig() throws IOException {
    archive(
        START.replace("1.0", "1.0, \"big\": 1152921504606846977, \"huge\": 36893488147419103233"),
        DESCRIPTOR,
        event("a", 1, "\"x\": NaN"),
        event("b", 2, "\"x\": Infinity"),
        event("c", 3, "\"x\": -Infinity"),
        event("d", 4, "\"x\": -0.0"),
        event("e", 5, "\"x\": 1e400"));
    assertThat(x())
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0);
    rejectedAs("number-range");
    Row start =
        read("runs")
            .selectExpr(
                "variant_get(start, '$.big', 'bigint')", "CAST(start:huge AS DECIMAL(38,0))")
            .head();
    assertThat(start.getLong(0)).isEqualTo(1152921504606846977L);
    assertThat(start.getDecimal(1)).isEqualByComparingTo(new BigDecimal("36893488147419103233"));
  }

  @Test
  void keysThatStandTwice() throws IOException {
    archive(START, DESCRIPTOR, event("e", 1, "\"x\": 1, \"x\": 2"));
    assertThat(x()).containsExactly(2.0);
    assertThat(read("runs").select("notes").head().<String>getList(0))
        .anyMatch(n -> n.contains("'x' twice"));
    assertThatThrownBy(() -> read("events", "mode", "FAILFAST").collectAsList())
        .hasMessageContaining("stands twice");
  }

  @Test
  void descriptorsOfOneStreamWithOtherKeys() throws IOException {
    archive(
        START,
        DESCRIPTOR,
        event(1),
        descriptor("d2", "primary", "\"y\": {\"dtype\": \"string\"}"),
        event("e2", 2, "\"y\": \"text\"").replace("\"d\"", "\"d2\""));
    Dataset<Row> rows =
        spark
            .read()
            .format("bluesky")
            .option("table", "stream")
            .option("stream", "primary")
            .load(folder.toString());
    assertThat(rows.select("x", "y").orderBy("seq_num").collectAsList().toString())
        .isEqualTo("[[1.0,null], [null,text]]");
  }

  @Test
  void strangeKeysKeepTheirNames() throws IOException {
    String longName = "k".repeat(10_000);
    List<String> names =
        List.of(
            "X", "a.b", "a b", "q`q", "it's", "😀", "time", "seq_num", "time_", "run_uid",
            longName);
    StringBuilder keys = new StringBuilder("\"x\": {\"dtype\": \"integer\"}");
    StringBuilder data = new StringBuilder("\"x\": 0");
    for (int i = 0; i < names.size(); i++) {
      keys.append(", \"").append(names.get(i)).append("\": {\"dtype\": \"integer\"}");
      data.append(", \"").append(names.get(i)).append("\": ").append(i + 1);
    }
    archive(START, descriptor("d", "primary", keys.toString()), event("e", 1, data.toString()));
    Dataset<Row> rows =
        spark
            .read()
            .format("bluesky")
            .option("table", "stream")
            .option("stream", "primary")
            .load(folder.toString());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String column = List.of("seq_num", "run_uid").contains(name) ? name + "_" : name;
      column = name.equals("time") ? "time__" : column;
      Object value = rows.select("`" + column.replace("`", "``") + "`").head().get(0);
      assertThat(value).as(column.length() > 20 ? "long name" : column).isEqualTo(i + 1L);
    }
  }

  @Test
  void manyKeysStreamsAndDescriptors() throws IOException {
    StringBuilder keys = new StringBuilder("\"x\": {\"dtype\": \"number\"}");
    StringBuilder data = new StringBuilder("\"x\": 1");
    for (int i = 0; i < 5_000; i++) {
      keys.append(", \"k").append(i).append("\": {\"dtype\": \"number\"}");
      data.append(", \"k").append(i).append("\": ").append(i);
    }
    StringBuilder text = new StringBuilder(START);
    text.append(descriptor("d", "primary", keys.toString()));
    for (int i = 0; i < 20_000; i++) {
      text.append(descriptor("m" + i, "stream" + i % 200, "\"y\": {\"dtype\": \"integer\"}"));
    }
    text.append(event("e", 1, data.toString()));
    archive(text.toString());
    long begin = System.nanoTime();
    assertThat(x()).containsExactly(1.0);
    assertThat(read("streams").count()).isEqualTo(201);
    assertThat(read("data_keys").count()).isEqualTo(5_201);
    assertThat((System.nanoTime() - begin) / 1e9).isLessThan(30);
  }

  @Test
  void uidsThatAreNoFileNames() throws IOException {
    String longUid = "u".repeat(300);
    String[] uids = {"../../x", longUid, "RUN-a", "run-A", "päth ' \\\" ;"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < uids.length; i++) {
      text.append(
          (START + DESCRIPTOR + event(1))
              .replace("run-1", uids[i])
              .replace("\"d\"", "\"d" + i + "\""));
    }
    archive(text.toString());
    assertThat(column("runs", "run_uid"))
        .containsExactlyInAnyOrder("../../x", longUid, "RUN-a", "run-A", "päth ' \" ;");
    assertThat(x()).hasSize(5);
    assertThat(column("runs", "run_uid", "run", "uid:run-A")).containsExactly("run-A");
  }

  @Test
  void startTimesThatAreNone() throws IOException {
    for (String bad : List.of("NaN", "\"2020\"", "null", "Infinity", "true")) {
      archive(START.replace("1.0", bad), DESCRIPTOR, event(1));
      assertThat(read("runs").count()).as(bad).isZero();
      assertThat(rules()).as(bad).contains("start-time").hasSize(3);
    }
    for (String good : List.of("-1.5", "0", "7", "253402300799.0")) {
      archive(START.replace("1.0", good), DESCRIPTOR, event(1));
      assertThat(read("runs").count()).as(good).isEqualTo(1);
      assertThat(rules()).as(good).isEmpty();
    }
  }
}
