package io.github.blueskyspark.arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.arrays.NumpyIndex.Anchor;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spi.MemoryArray;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
  private static final DType INT = DTypes.parse("<i4").orElseThrow();

  private static Selection all(long... shape) {
    return Selection.all(shape);
  }

  @TestFactory
  Stream<DynamicTest> agreesWithNumpy() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = SelectionTest.class.getResourceAsStream("/numpy-index/cases.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode said = json.readTree(line);
        tests.add(
            DynamicTest.dynamicTest(
                said.get("shape") + " " + said.get("indices"), () -> check(said)));
      }
    }
    return tests.stream();
  }

  private static long[] longs(JsonNode list) {
    return LongStream.range(0, list.size()).map(i -> list.get((int) i).asLong()).toArray();
  }

  private static Selection select(JsonNode said) {
    Selection got = Selection.all(longs(said.get("shape")));
    for (JsonNode index : said.get("indices")) {
      Anchor anchor = Anchor.valueOf(index.get(1).asText().toUpperCase(Locale.ROOT));
      got = got.index(NumpyIndex.parse(index.get(0).asText()), anchor);
    }
    return got;
  }

  private static void check(JsonNode said) {
    if (said.has("error")) {
      assertThatThrownBy(() -> select(said)).isInstanceOf(IllegalArgumentException.class);
      return;
    }
    long[] shape = longs(said.get("shape"));
    ByteBuffer data =
        ByteBuffer.allocate(4 * (int) LongStream.of(shape).reduce(1, (a, b) -> a * b))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; data.hasRemaining(); i++) {
      data.putInt(i);
    }
    Selection got = select(said);
    assertThat(got.shape()).containsExactly(longs(said.get("result")));
    assertThat(got.size()).isEqualTo(said.get("values").size());
    ByteBuffer read = got.turn(MemoryArray.of(INT, data.array(), shape).read(got.region()), 4);
    long[] values = new long[read.remaining() / 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = read.getInt();
    }
    assertThat(values).containsExactly(longs(said.get("values")));
  }

  @Test
  void squeezeTakesAwayAxesOfLengthOne() {
    Selection got = all(5, 1, 4).squeeze();
    assertThat(got.shape()).containsExactly(5, 4);
    assertThat(got.range(0, 2, 2).pick(1, 3).region()).hasToString("[2:4, 0:1, 3:4]");
  }

  @Test
  void rangesLeadNowhereElse() {
    assertThatThrownBy(() -> all(5).range(0, 4, 2)).hasMessageContaining("[4, 6)", "please report");
    assertThatThrownBy(() -> all(5).pick(1, 0)).hasMessageContaining("no axis 1");
  }

  @Test
  void roiIsAboutTheLastAxes() {
    Roi roi = Roi.parse("2:5,1:4").orElseThrow();
    assertThat(roi.of(all(3, 10, 12)).region()).hasToString("[0:3, 2:5, 1:4]");
    assertThat(Roi.parse("::2,-4:").orElseThrow().of(all(10, 12)).region())
        .hasToString("[0:9:2, 8:12]");
    assertThat(Roi.parse(" ")).isEmpty();
  }

  @Test
  void stepsBelowZeroAreReadForwardsAndTurned() {
    Selection got = Roi.parse("::-1").orElseThrow().of(all(2, 3));
    assertThat(got.region()).hasToString("[0:2, 0:3]");
    assertThat(got.isTurned()).isTrue();
    assertThat(got.turn(ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5}), 1).array())
        .containsExactly(2, 1, 0, 5, 4, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:b",
        "0:5:0",
        "1:2:3:4",
        "1.5:2",
        "0:5,,1",
        "..., ...",
        "99999999999999999999:",
        "0:5;1:2",
        "1 2",
        "x",
        "0x1:2"
      })
  void whatIsNoSliceIsRefusedByNameOfTheOption(String text) {
    assertThatThrownBy(() -> Roi.parse(text))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("option 'roi'", text);
  }

  @Test
  void moreAxesThanAFrameHasAreRefused() {
    assertThatThrownBy(() -> Roi.parse("0:1,0:1,0:1").orElseThrow().of(all(10, 12)))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("option 'roi'", "'0:1,0:1,0:1'", "3 axes", "has 2");
    assertThatThrownBy(() -> Roi.parse("12").orElseThrow().of(all(10, 12)))
        .hasMessageContaining("index 12", "has 12");
  }

  @Test
  void hundredsOfAxesAreRefused() {
    assertThatThrownBy(() -> NumpyIndex.parse(":,".repeat(100_000) + ":"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
