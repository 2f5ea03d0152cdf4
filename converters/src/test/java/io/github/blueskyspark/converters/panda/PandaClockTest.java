package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PandaClockTest {
  private final List<String> notes = new ArrayList<>();

  private static PandaColumn column(String name, String dtype) {
    return new PandaColumn(name, "/" + name, DTypes.parse(dtype).orElseThrow(), 3, Map.of());
  }

  private PandaClock clock(ObjectNode attributes, PandaColumn... columns) {
    return PandaClock.of(attributes, List.of(columns), notes);
  }

  private static ObjectNode attributes(String start) {
    return JsonNodeFactory.instance.objectNode().put("start_time", start);
  }

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
  }

  @Test
  void startOffsetAndSecondsAddUpToTheNearestMicrosecond() {
    ObjectNode attributes =
        attributes("2024-03-05T20:27:12.608875498Z").put("hw_time_offset_ns", 100555);
    PandaClock clock = clock(attributes, column("PCAP.TS_TRIG.Value", "<f8"));
    assertThat(clock.tells()).isTrue();
    assertThat(clock.microsAt(1.056e-6)).isEqualTo(micros("2024-03-05T20:27:12.608977Z"));
    assertThat(clock.month()).isEqualTo("2024-03");
  }

  @Test
  void triggerTimeGoesBeforeStartAndEnd() {
    PandaColumn end = column("PCAP.TS_END.Value", "<f8");
    PandaColumn start = column("PCAP.TS_START.Value", "<f8");
    assertThat(clock(attributes("2024-03-05T20:27:12Z"), end, start).stamp())
        .isEqualTo("PCAP.TS_START.Value");
  }

  @Test
  void zonesAreRespectedAndNoneMeansUtc() {
    PandaColumn stamp = column("PCAP.TS_TRIG.Value", "<f8");
    assertThat(clock(attributes("2024-03-05T21:27:12+01:00"), stamp).microsAt(0))
        .isEqualTo(micros("2024-03-05T20:27:12Z"));
    assertThat(clock(attributes("2024-03-05T20:27:12.5"), stamp).microsAt(0))
        .isEqualTo(micros("2024-03-05T20:27:12.5Z"));
  }

  @Test
  void withoutStartThereAreNoTimesAndTheMonthIsUnknown() {
    PandaClock clock =
        clock(JsonNodeFactory.instance.objectNode(), column("PCAP.TS_TRIG.Value", "<f8"));
    assertThat(clock.tells()).isFalse();
    assertThat(clock.month()).isEqualTo("0000-00");
    assertThat(notes).isEmpty();
  }

  @Test
  void ticksAndTextsThatAreNoTimeAreNoted() {
    assertThat(clock(attributes("yesterday"), column("PCAP.TS_TRIG.Value", "<i8")).tells())
        .isFalse();
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0)).contains("'yesterday', which is no time");
    assertThat(notes.get(1)).contains("holds ticks and not seconds");
  }

  @Test
  void notANumberHasNoTime() {
    assertThat(
            clock(attributes("2024-03-05T20:27:12Z"), column("PCAP.TS_TRIG.Value", "<f8"))
                .microsAt(Double.NaN))
        .isEqualTo(PandaClock.UNTOLD);
  }
}
