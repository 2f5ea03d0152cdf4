package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VariantVectorTest {

  private final VariantVector vector = new VariantVector(new BatchSize());

  private void put(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      vector.putVariant(parser);
    }
  }

  private String json(int row) {
    return vector.getVariant(row).toJson(ZoneOffset.UTC);
  }

  @Test
  void documentsComeBack() throws IOException {
    put("{\"a\":[1,null,\"x\"]}");
    vector.finish();
    put("7");
    vector.finish();
    assertThat(json(0)).isEqualTo("{\"a\":[1,null,\"x\"]}");
    assertThat(json(1)).isEqualTo("7");
  }

  @Test
  void aNullOfJsonIsNoNullOfSql() throws IOException {
    put("null");
    vector.finish();
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(json(0)).isEqualTo("null");
    assertThat(vector.isNullAt(1)).isTrue();
  }

  @Test
  void nullTakesAValueBackAndKeepsTheRowsInStep() throws IOException {
    put("1");
    vector.putNull();
    vector.finish();
    put("2");
    vector.finish();
    assertThat(vector.isNullAt(0)).isTrue();
    assertThat(json(1)).isEqualTo("2");
  }

  @Test
  void theNextBatchForgetsTheLast() throws IOException {
    put("1");
    vector.finish();
    vector.clear();
    put("true");
    vector.finish();
    assertThat(json(0)).isEqualTo("true");
    assertThat(vector.hasNull()).isFalse();
  }
}
