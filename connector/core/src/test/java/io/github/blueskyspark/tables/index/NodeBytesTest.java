package io.github.blueskyspark.tables.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class NodeBytesTest {
  private static ObjectNode everything() {
    JsonNodeFactory make = JsonNodeFactory.instance;
    ObjectNode doc = make.objectNode();
    doc.put("text", "grüße \ud83d\ude00 \u0000 '").put("empty", "").putNull("none");
    doc.put("true", true).put("false", false);
    doc.put("short", (short) -7).put("int", Integer.MIN_VALUE).put("long", Long.MAX_VALUE);
    doc.put("big", new BigInteger("123456789012345678901234567890"));
    doc.put("float", 1.1f).put("double", 0.1).put("negative zero", -0.0);
    doc.put("nan", Double.NaN).put("infinite", Double.NEGATIVE_INFINITY);
    doc.put("decimal", new BigDecimal("1.10")).put("bytes", new byte[] {1, -1, 0});
    doc.putObject("nested").put("text", 1).putArray("list").add(1).addObject().put("text", "x");
    doc.putArray("no elements");
    doc.putObject("");
    return doc;
  }

  private static JsonNode back(ObjectNode doc) throws DamagedIndex {
    IndexOutput out = new IndexOutput();
    new NodeWriter(out).write(doc);
    return new NodeReader(IndexInput.of(out.compressed())).readObject();
  }

  private static void isTheSame(JsonNode got, JsonNode wanted) {
    assertThat(got.getClass()).isEqualTo(wanted.getClass());
    assertThat(got).isEqualTo(wanted);
    wanted.properties().forEach(f -> isTheSame(got.get(f.getKey()), f.getValue()));
    for (int i = 0; wanted.isArray() && i < wanted.size(); i++) {
      isTheSame(got.get(i), wanted.get(i));
    }
  }

  @Test
  void treesComeBackWithTheKindOfEachNumberAndTheOrderOfKeys() throws Exception {
    ObjectNode doc = everything();
    isTheSame(back(doc), doc);
    assertThat(back(doc).toString()).isEqualTo(doc.toString());
  }

  @Test
  void halfACharacterIsNotKept() {
    ObjectNode doc = JsonNodeFactory.instance.objectNode().put("a", "\ud800");
    assertThatThrownBy(() -> NodeWriter.check(doc)).isInstanceOf(UnfitForIndex.class);
    ObjectNode name = JsonNodeFactory.instance.objectNode().put("\udc00", 1);
    assertThatThrownBy(() -> NodeWriter.check(name)).isInstanceOf(UnfitForIndex.class);
  }

  @Test
  void numbersOfEitherSignComeBack() throws Exception {
    long[] values = {0, -1, 1, 63, 64, -64, -65, Long.MIN_VALUE, Long.MAX_VALUE};
    IndexOutput out = new IndexOutput();
    for (long value : values) {
      out.putLong(value);
      out.putFixed(value);
    }
    IndexInput in = IndexInput.of(out.compressed());
    for (long value : values) {
      assertThat(in.readLong()).isEqualTo(value);
      assertThat(in.readFixed()).isEqualTo(value);
    }
    assertThat(in.hasMore()).isFalse();
  }

  @Test
  void lengthsBeyondTheBytesAreDamage() throws Exception {
    IndexOutput out = new IndexOutput();
    out.putLong(1L << 40);
    IndexInput in = IndexInput.of(out.compressed());
    assertThatThrownBy(in::readText).isInstanceOf(DamagedIndex.class);
    assertThatThrownBy(() -> IndexInput.of(new byte[] {1, 2, 3})).isInstanceOf(DamagedIndex.class);
  }
}
