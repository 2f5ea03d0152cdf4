package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.arrays.FrameStatistics.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FrameStatisticsTest {
  private static DType dtype(String text) {
    return DTypes.parse(text).orElseThrow();
  }

  private static FrameStatistics of(String dtype, Wanted wanted, ByteBuffer data) {
    return FrameStatistics.of(dtype(dtype), wanted).orElseThrow().add(data);
  }

  @TestFactory
  Stream<DynamicTest> agreesWithNumpy() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in =
        FrameStatisticsTest.class.getResourceAsStream("/frame-statistics/cases.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode said = json.readTree(line);
        tests.add(
            DynamicTest.dynamicTest(
                "case " + tests.size() + " " + said.get("dtype").asText(), () -> check(said)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(200);
    return tests.stream();
  }

  private static void check(JsonNode said) throws IOException {
    byte[] once = said.get("data").binaryValue();
    int repeat = said.get("repeat").asInt();
    ByteBuffer heap = ByteBuffer.allocate(3 + once.length * repeat).position(3);
    ByteBuffer direct = ByteBuffer.allocateDirect(1 + once.length * repeat).position(1);
    for (int i = 0; i < repeat; i++) {
      heap.put(once);
      direct.put(once);
    }
    heap.position(3);
    direct.position(1).order(ByteOrder.LITTLE_ENDIAN);
    String dtype = said.get("dtype").asText();
    check(said, of(dtype, Wanted.ALL, heap.asReadOnlyBuffer()), true);
    check(said, of(dtype, Wanted.ALL, direct), true);
    check(said, of(dtype, Wanted.SUMS, heap), false);
    assertThat(heap.position()).isEqualTo(3);
    FrameStatistics pieces = FrameStatistics.of(dtype(dtype), Wanted.ALL).orElseThrow();
    for (int i = 0; i < repeat; i++) {
      pieces.add(ByteBuffer.wrap(once));
    }
    check(said, pieces, true);
  }

  private static void check(JsonNode said, FrameStatistics got, boolean all) {
    double sum = number(said, "sum");
    double slack = said.get("slack").asDouble();
    if (Double.isNaN(sum) || Double.isInfinite(sum)) {
      same(got.sum(), sum);
      same(got.mean(), sum);
    } else {
      assertThat(got.sum()).isCloseTo(sum, within(slack));
      assertThat(got.mean()).isCloseTo(number(said, "mean"), within(slack / got.count()));
    }
    same(got.min(), all ? number(said, "min") : Double.NaN);
    same(got.max(), all ? number(said, "max") : Double.NaN);
  }

  /** NaN equals NaN, and so do both zeros. */
  private static void same(double got, double want) {
    assertThat(Double.compare(got + 0.0, want + 0.0)).as("%s, not %s", got, want).isZero();
  }

  private static double number(JsonNode said, String name) {
    String text = said.get(name).asText();
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  @Test
  void booleansCountWhateverIsNotZero() {
    FrameStatistics got = of("|b1", Wanted.ALL, ByteBuffer.wrap(new byte[] {0, 1, 2, -1}));
    assertThat(List.of(got.min(), got.max(), got.sum(), got.mean()))
        .containsExactly(0.0, 1.0, 3.0, 0.75);
  }

  @Test
  void thereAreNoneOfComplexNumbersStringsAndStructs() {
    for (String text : List.of("<c8", "|S4", "<U2", "|V3")) {
      assertThat(FrameStatistics.of(dtype(text), Wanted.ALL)).isEmpty();
    }
  }

  @Test
  void halfAnElementIsRefused() {
    assertThatThrownBy(() -> of("<u4", Wanted.ALL, ByteBuffer.allocate(6)))
        .hasMessageContaining("6 bytes", "<u4");
  }

  @Test
  void nothingCountedMeansNoNumbers() {
    FrameStatistics got = of("<u2", Wanted.ALL, ByteBuffer.allocate(0));
    assertThat(got.count()).isZero();
    assertThat(got.mean()).isNaN();
    assertThat(got.min()).isNaN();
  }
}
