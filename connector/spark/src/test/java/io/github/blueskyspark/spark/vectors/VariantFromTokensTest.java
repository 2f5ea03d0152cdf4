package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import java.io.IOException;
import java.time.ZoneOffset;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantUtil;
import org.junit.jupiter.api.Test;

class VariantFromTokensTest {
  private static Variant of(String json) throws IOException {
    try (JsonParser parser =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build()
            .createParser(json)) {
      parser.nextToken();
      Variant value = VariantFromTokens.read(parser);
      assertThat(parser.currentToken()).isNotEqualTo(JsonToken.FIELD_NAME);
      assertThat(parser.nextToken()).isNull();
      return value;
    }
  }

  @Test
  void doublesStayDoubles() throws IOException {
    assertThat(of("0.1").getType()).isEqualTo(VariantUtil.Type.DOUBLE);
    assertThat(of("2.0").getDouble()).isEqualTo(2.0);
    assertThat(Double.doubleToRawLongBits(of("-0.0").getDouble()))
        .isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(of("NaN").getDouble()).isNaN();
    assertThat(of("-Infinity").getDouble()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(of("1e400").getDouble()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void integersStayExactAsLongAsDecimalsHoldThem() throws IOException {
    assertThat(of("9223372036854775807").getLong()).isEqualTo(Long.MAX_VALUE);
    assertThat(of("18446744073709551615").getDecimal()).hasToString("18446744073709551615");
    assertThat(of("-" + "9".repeat(38)).getDecimal()).hasToString("-" + "9".repeat(38));
    assertThat(of("1" + "0".repeat(38)).getString()).isEqualTo("1" + "0".repeat(38));
  }

  @Test
  void nestedValuesAndEmptyOnesComeBack() throws IOException {
    String json = "{\"a\":[1,[],{},null,true,\"é\"],\"b\":{\"c\":{\"d\":[{}]}}}";
    assertThat(of(json).toJson(ZoneOffset.UTC)).isEqualTo(json);
  }

  @Test
  void ofKeysGivenTwiceTheLastWins() throws IOException {
    assertThat(of("{\"k\":1,\"j\":0,\"k\":[2]}").toJson(ZoneOffset.UTC))
        .isEqualTo("{\"j\":0,\"k\":[2]}");
  }

  @Test
  void bytesBecomeBinary() throws IOException {
    try (JsonParser parser = new TreeTraversingParser(BinaryNode.valueOf(new byte[] {1, 2}))) {
      parser.nextToken();
      assertThat(VariantFromTokens.read(parser).getBinary()).containsExactly(1, 2);
    }
  }
}
