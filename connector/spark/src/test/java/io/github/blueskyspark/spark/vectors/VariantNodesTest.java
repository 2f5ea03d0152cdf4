package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.junit.jupiter.api.Test;

class VariantNodesTest {

  private static JsonNode json(String text) throws IOException {
    return VariantNodes.of(VariantBuilder.parseJson(text, false));
  }

  private static JsonNode decimal(String text) {
    VariantBuilder builder = new VariantBuilder(false);
    builder.appendDecimal(new BigDecimal(text));
    return VariantNodes.of(builder.result());
  }

  @Test
  void nestedDocumentsComeBack() throws IOException {
    assertThat(json("{\"a\":[1,{\"b\":null}],\"c\":true,\"d\":\"x\",\"e\":{},\"f\":[]}"))
        .hasToString("{\"a\":[1,{\"b\":null}],\"c\":true,\"d\":\"x\",\"e\":{},\"f\":[]}");
  }

  @Test
  void wholeNumbersStayWhole() throws IOException {
    assertThat(json("2147483647").isInt()).isTrue();
    assertThat(json("2147483648").isLong()).isTrue();
    assertThat(json("9223372036854775807").longValue()).isEqualTo(Long.MAX_VALUE);
    assertThat(decimal("18446744073709551615").bigIntegerValue())
        .hasToString("18446744073709551615");
  }

  @Test
  void decimalsWithAFractionAreDoubles() {
    assertThat(decimal("0.5").isDouble()).isTrue();
    assertThat(decimal("0.5").doubleValue()).isEqualTo(0.5);
  }

  @Test
  void bytesStayBytes() throws IOException {
    VariantBuilder builder = new VariantBuilder(false);
    builder.appendBinary(new byte[] {1, 2});
    Variant made = builder.result();
    assertThat(VariantNodes.of(made).binaryValue()).containsExactly(1, 2);
  }

  @Test
  void datesAndTimesAreTextWithoutQuotes() {
    VariantBuilder date = new VariantBuilder(false);
    date.appendDate(20_484);
    assertThat(VariantNodes.of(date.result()).textValue()).isEqualTo("2026-01-31");
    VariantBuilder time = new VariantBuilder(false);
    time.appendTimestamp(0);
    assertThat(VariantNodes.of(time.result()).textValue()).startsWith("1970-01-01");
  }

  @Test
  void floatsAreWidened() {
    VariantBuilder builder = new VariantBuilder(false);
    builder.appendFloat(1.5f);
    assertThat(VariantNodes.of(builder.result()).doubleValue()).isEqualTo(1.5);
  }
}
