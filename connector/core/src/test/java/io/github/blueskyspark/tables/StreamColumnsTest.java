package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.tables.StreamColumns.Declaration;
import io.github.blueskyspark.tables.StreamColumns.Layout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamColumnsTest {
  private static Declaration key(String name, ColumnType type) {
    return new Declaration(name, type, false, "");
  }

  private static Declaration outside(String name, ColumnType type) {
    return new Declaration(name, type, true, "");
  }

  private static Layout run(double start, Declaration... keys) {
    return new Layout(start, "run" + start, List.of(keys));
  }

  private static List<String> columns(Layout... layouts) {
    return StreamColumns.union(List.of(layouts)).stream()
        .map(c -> c.name() + " " + c.type().kind())
        .toList();
  }

  private static ColumnType unionOf(Declaration a, Declaration b) {
    return StreamColumns.union(List.of(run(1, a), run(2, b))).get(3).type();
  }

  @Test
  void keysComeInOrderOfRunStartThenOfTheDescriptor() {
    assertThat(
            columns(
                run(5, key("c", ColumnType.LONG), key("a", ColumnType.LONG)),
                run(3, key("b", ColumnType.LONG), key("a", ColumnType.LONG))))
        .containsExactly(
            "run_uid STRING",
            "seq_num LONG",
            "time TIMESTAMP",
            "b LONG",
            "a LONG",
            "c LONG",
            "ts_b TIMESTAMP",
            "ts_a TIMESTAMP",
            "ts_c TIMESTAMP");
  }

  @Test
  void takenNamesGetATrailingUnderscore() {
    assertThat(
            StreamColumns.union(
                    List.of(
                        run(
                            1,
                            Stream.of(
                                    "time", "time_", "seq_num", "run_uid", "val", "ts_val",
                                    "ts_time")
                                .map(n -> key(n, ColumnType.DOUBLE))
                                .toArray(Declaration[]::new))))
                .stream()
                .skip(3)
                .map(c -> c.origin().key() + "=" + c.name()))
        .containsExactly(
            "time=time__",
            "time_=time_",
            "seq_num=seq_num_",
            "run_uid=run_uid_",
            "val=val",
            "ts_val=ts_val",
            "ts_time=ts_time",
            "time=ts_time_",
            "time_=ts_time__",
            "seq_num=ts_seq_num",
            "run_uid=ts_run_uid",
            "val=ts_val_",
            "ts_val=ts_ts_val",
            "ts_time=ts_ts_time");
  }

  @Test
  void keysThatDifferInCaseAreTwoColumns() {
    assertThat(columns(run(1, key("x", ColumnType.LONG), key("X", ColumnType.LONG))))
        .contains("x LONG", "X LONG", "ts_x TIMESTAMP", "ts_X TIMESTAMP");
  }

  @Test
  void externalKeysHaveNoTimestamp() {
    assertThat(columns(run(1, outside("img", ColumnType.NDARRAY))))
        .containsExactly("run_uid STRING", "seq_num LONG", "time TIMESTAMP", "img NDARRAY");
  }

  @Test
  void numbersWiden() {
    List<ColumnType> integers =
        List.of(ColumnType.BYTE, ColumnType.SHORT, ColumnType.INT, ColumnType.LONG);
    for (ColumnType a : integers) {
      for (ColumnType b : integers) {
        ColumnType wider = integers.indexOf(a) > integers.indexOf(b) ? a : b;
        assertThat(unionOf(key("k", a), key("k", b))).isEqualTo(wider);
      }
      for (ColumnType real : List.of(ColumnType.FLOAT, ColumnType.DOUBLE)) {
        assertThat(unionOf(key("k", a), key("k", real))).isEqualTo(ColumnType.DOUBLE);
        assertThat(unionOf(key("k", real), key("k", a))).isEqualTo(ColumnType.DOUBLE);
      }
      assertThat(unionOf(key("k", a), key("k", ColumnType.DECIMAL20)))
          .isEqualTo(ColumnType.DECIMAL20);
    }
    assertThat(unionOf(key("k", ColumnType.FLOAT), key("k", ColumnType.FLOAT)))
        .isEqualTo(ColumnType.FLOAT);
    assertThat(
            unionOf(
                key("k", ColumnType.array(ColumnType.LONG)),
                key("k", ColumnType.array(ColumnType.DOUBLE))))
        .isEqualTo(ColumnType.array(ColumnType.DOUBLE));
  }

  @Test
  void anythingElseIsVariant() {
    for (ColumnType other :
        List.of(
            ColumnType.STRING,
            ColumnType.BOOLEAN,
            ColumnType.array(ColumnType.LONG),
            ColumnType.NDARRAY)) {
      assertThat(unionOf(key("k", ColumnType.LONG), key("k", other)))
          .as("%s", other)
          .isEqualTo(ColumnType.VARIANT);
      assertThat(unionOf(key("k", other), key("k", ColumnType.LONG)))
          .as("%s", other)
          .isEqualTo(ColumnType.VARIANT);
    }
  }

  @Test
  void externalArrayWins() {
    for (ColumnType other : List.of(ColumnType.LONG, ColumnType.STRING, ColumnType.NDARRAY)) {
      assertThat(unionOf(key("k", other), outside("k", ColumnType.NDARRAY)))
          .isEqualTo(ColumnType.NDARRAY);
      assertThat(unionOf(outside("k", ColumnType.NDARRAY), key("k", other)))
          .isEqualTo(ColumnType.NDARRAY);
    }
  }

  @Test
  void ofEqualLayoutsTheEarliestIsKept() {
    List<Layout> kept =
        StreamColumns.distinct(
            List.of(
                run(5, key("a", ColumnType.LONG)),
                run(2, key("a", ColumnType.LONG)),
                run(3, key("a", ColumnType.DOUBLE))));
    assertThat(kept).extracting(Layout::startTime).containsExactlyInAnyOrder(2.0, 3.0);
  }
}
