package io.github.blueskyspark.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class DocumentTextTest {
  private static final ReadLimits NARROW = new ReadLimits(1000, 5, 200);

  private static void readThrough(String text, ReadLimits limits) throws IOException {
    try (JsonParser parser = DocumentText.factory(limits).createParser(text)) {
      while (parser.nextToken() != null) {
        parser.getText();
      }
    }
  }

  @Test
  void wordsThatPythonWritesAreNumbers() throws IOException {
    try (JsonParser parser =
        DocumentText.factory(ReadLimits.DEFAULT).createParser("[NaN, Infinity, -Infinity]")) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_ARRAY);
      parser.nextToken();
      assertThat(parser.getDoubleValue()).isNaN();
      parser.nextToken();
      assertThat(parser.getDoubleValue()).isEqualTo(Double.POSITIVE_INFINITY);
      parser.nextToken();
      assertThat(parser.getDoubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
  }

  @Test
  void integersKeepAllDigits() throws IOException {
    try (JsonParser parser =
        DocumentText.factory(ReadLimits.DEFAULT).createParser("123456789012345678901234567890")) {
      parser.nextToken();
      assertThat(parser.getBigIntegerValue())
          .isEqualTo(new BigInteger("123456789012345678901234567890"));
    }
  }

  @Test
  void doublesAreTheNearestOnes() throws IOException {
    try (JsonParser parser =
        DocumentText.factory(ReadLimits.DEFAULT).createParser("[0.1, 5e-324]")) {
      parser.nextToken();
      parser.nextToken();
      assertThat(Double.doubleToLongBits(parser.getDoubleValue())).isEqualTo(0x3fb999999999999aL);
      parser.nextToken();
      assertThat(Double.doubleToLongBits(parser.getDoubleValue())).isEqualTo(1L);
    }
  }

  @Test
  void nestingIsBounded() throws IOException {
    readThrough("[[[[[1]]]]]", NARROW);
    assertThatThrownBy(() -> readThrough("[[[[[[1]]]]]]", NARROW))
        .isInstanceOf(StreamConstraintsException.class);
  }

  @Test
  void numbersOfTooManyDigitsAreRefused() {
    assertThatThrownBy(() -> readThrough("[" + "1".repeat(1001) + "]", NARROW))
        .isInstanceOf(StreamConstraintsException.class);
  }

  @Test
  void textThatIsNoJsonIsRefused() {
    assertThatThrownBy(() -> readThrough("[1,]", NARROW)).isInstanceOf(JsonParseException.class);
    assertThatThrownBy(() -> readThrough("{'a':1}", NARROW)).isInstanceOf(JsonParseException.class);
    assertThatThrownBy(() -> readThrough("[01]", NARROW)).isInstanceOf(JsonParseException.class);
  }
}
