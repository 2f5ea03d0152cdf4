package io.github.blueskyspark.spark.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.tables.TableName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableAddressTest {
  private static TableAddress of(String... parts) {
    String[] namespace = List.of(parts).subList(0, parts.length - 1).toArray(String[]::new);
    return TableAddress.of(namespace, parts[parts.length - 1]).orElseThrow();
  }

  @Test
  void plainNamesAreTables() {
    assertThat(of("runs")).isEqualTo(new TableAddress(TableName.RUNS, "", ""));
    assertThat(of("DATA_KEYS").options()).isEqualTo(Map.of("table", "data_keys"));
  }

  @Test
  void membersAreLiteral() {
    assertThat(of("stream", "a.b/c `d`").options())
        .isEqualTo(Map.of("table", "stream", "stream", "a.b/c `d`"));
    assertThat(of("frames", "runs").options())
        .isEqualTo(Map.of("table", "frames", "datakey", "runs"));
  }

  @Test
  void belowARunTablesComeFirstAndStreamsOfTheirNamesTakeAnUnderscore() {
    assertThat(of("run", "-1", "runs")).isEqualTo(new TableAddress(TableName.RUNS, "", "-1"));
    assertThat(of("run", "-1", "primary"))
        .isEqualTo(new TableAddress(TableName.STREAM, "primary", "-1"));
    assertThat(of("run", "-1", "runs_").member()).isEqualTo("runs");
    assertThat(of("run", "-1", "runs__").member()).isEqualTo("runs_");
    assertThat(of("run", "-1", "primary_").member()).isEqualTo("primary_");
    assertThat(of("run", "-1", "frames", "img").options())
        .isEqualTo(Map.of("table", "frames", "datakey", "img", "run", "-1"));
  }

  @Test
  void whatIsShownIsFoundAgain() {
    for (String stream : List.of("primary", "runs", "runs_", "runs__", "_", "", "stream")) {
      assertThat(of("run", "k", TableAddress.streamBelowRun(stream)).member()).isEqualTo(stream);
    }
  }

  @Test
  void otherNamesStandForNothing() {
    assertThat(TableAddress.of(new String[0], "runz")).isEmpty();
    assertThat(TableAddress.of(new String[] {"run"}, "k")).isEmpty();
    assertThat(TableAddress.of(new String[] {"foo"}, "runs")).isEmpty();
    assertThat(TableAddress.of(new String[] {"run", "k", "frames", "x"}, "y")).isEmpty();
  }

  @Test
  void namesAreQuotedWhereSqlNeedsIt() {
    assertThat(TableAddress.quoted(List.of("c", "run", "-1", "a`b")))
        .isEqualTo("c.run.`-1`.`a``b`");
  }
}
