package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.errors.OptionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class QueryOnceTest {

  private final QueryOnce query = new QueryOnce();

  private boolean matches(String document, String text) throws IOException {
    JsonNode node = new ObjectMapper().readTree(document);
    return query.matches(node, UTF8String.fromString(text));
  }

  @Test
  void anotherQueryIsCompiledAnew() throws IOException {
    assertThat(matches("{\"a\":1}", "{\"a\":1}")).isTrue();
    assertThat(matches("{\"a\":2}", "{\"a\":1}")).isFalse();
    assertThat(matches("{\"a\":2}", "{\"a\":2}")).isTrue();
    assertThat(matches("{\"a\":2}", "{\"a\":1}")).isFalse();
  }

  @Test
  void bytesThatSparkUsesAgainDoNotChangeWhatIsKept() throws IOException {
    byte[] row = {'{', '"', 'a', '"', ':', '1', '}'};
    JsonNode document = new ObjectMapper().readTree("{\"a\":1}");
    assertThat(query.matches(document, UTF8String.fromBytes(row))).isTrue();
    row[5] = '2';
    assertThat(query.matches(document, UTF8String.fromBytes(row))).isFalse();
  }

  @Test
  void aQueryThatIsNoneIsRefusedEveryTime() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> matches("{}", "{\"$where\":\"x\"}"))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("function matches")
          .hasMessageContaining("$where");
    }
  }

  @Test
  void itTravelsToATask() throws IOException, ClassNotFoundException {
    assertThat(matches("{\"a\":1}", "{\"a\":1}")).isTrue();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(query);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      QueryOnce there = (QueryOnce) in.readObject();
      JsonNode document = new ObjectMapper().readTree("{\"a\":3}");
      assertThat(there.matches(document, UTF8String.fromString("{\"a\":{\"$gt\":2}}"))).isTrue();
    }
  }
}
