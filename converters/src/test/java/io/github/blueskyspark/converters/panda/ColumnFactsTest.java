package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.spi.ArrayInfo;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.Metadata;
import org.junit.jupiter.api.Test;

class ColumnFactsTest {
  private final ObjectNode attributes = JsonNodeFactory.instance.objectNode();

  private Map<String, String> facts(String path, String dtype) {
    return ColumnFacts.of(
        new ArrayInfo(
            path,
            DTypes.parse(dtype).orElseThrow(),
            List.of(3L),
            List.of(),
            List.of(),
            -1,
            attributes));
  }

  @Test
  void theNameOfADatasetIsItsFieldAndWhatWasCaptured() {
    assertThat(facts("/INENC1.VAL.Mean", "<f8"))
        .isEqualTo(
            Map.of(
                "dataset", "/INENC1.VAL.Mean",
                "dtype", "<f8",
                "field", "INENC1.VAL",
                "capture", "Mean"));
    assertThat(facts("/sample_x", "<f8")).doesNotContainKeys("field", "capture", "units");
  }

  @Test
  void timesAreSecondsWhereTheyAreReals() {
    assertThat(facts("/PCAP.TS_START.Value", "<f8")).containsEntry("units", "s");
    assertThat(facts("/PCAP.GATE_DURATION.Value", "<f8")).containsEntry("units", "s");
    assertThat(facts("/PCAP.TS_START.Value", "<i8")).doesNotContainKey("units");
  }

  @Test
  void attributesOfTheDatasetSayMore() {
    attributes.put("Units", " mm ").put("scale", 0.25).put("title", "x");
    attributes.putArray("offset").add(-3);
    Metadata metadata = ColumnFacts.metadata(facts("/INENC1.VAL.Value", "<i4"));
    assertThat(metadata.getString("units")).isEqualTo("mm");
    assertThat(metadata.getDouble("scale")).isEqualTo(0.25);
    assertThat(metadata.getDouble("offset")).isEqualTo(-3);
    assertThat(metadata.getString("comment")).isEqualTo("mm; /INENC1.VAL.Value");
    assertThat(metadata.contains("title")).isFalse();
  }

  @Test
  void attributesOfAnotherKindSayNothing() {
    attributes.put("units", 5).put("scale", "big").put("capture", "");
    assertThat(facts("/x", "<f8")).containsOnlyKeys("dataset", "dtype");
  }

  @Test
  void filesThatDisagreeLeaveTheFactOut() {
    Map<String, String> both =
        ColumnFacts.both(Map.of("units", "mm", "field", "a"), Map.of("units", "deg"));
    both = ColumnFacts.both(both, Map.of("units", "mm", "capture", "Min"));
    Metadata metadata = ColumnFacts.metadata(both);
    assertThat(metadata.contains("units")).isFalse();
    assertThat(metadata.getString("field")).isEqualTo("a");
    assertThat(metadata.getString("capture")).isEqualTo("Min");
  }

  @Test
  void metadataBecomeTheSameFactsAgain() {
    attributes.put("units", "mm").put("scale", 0.5);
    Map<String, String> facts = facts("/INENC1.VAL.Min", "<i4");
    facts.put("bit", "7");
    assertThat(ColumnFacts.of(ColumnFacts.metadata(facts))).isEqualTo(facts);
  }
}
