package io.github.blueskyspark.tables.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ShortNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The trees that {@link NodeWriter} wrote. */
final class NodeReader {
  private static final int DEEPEST = 2000;

  private final IndexInput in;
  private final List<String> names = new ArrayList<>();

  NodeReader(IndexInput in) {
    this.in = in;
  }

  ObjectNode readObject() throws DamagedIndex {
    if (read(0) instanceof ObjectNode object) {
      return object;
    }
    throw new DamagedIndex("a document is no object");
  }

  private JsonNode read(int depth) throws DamagedIndex {
    if (depth > DEEPEST) {
      throw new DamagedIndex("a document is too deep");
    }
    int kind = in.readByte();
    return switch (kind) {
      case NodeWriter.NULL -> NullNode.getInstance();
      case NodeWriter.TRUE -> BooleanNode.TRUE;
      case NodeWriter.FALSE -> BooleanNode.FALSE;
      case NodeWriter.TEXT -> TextNode.valueOf(in.readText());
      case NodeWriter.BYTES -> BinaryNode.valueOf(in.readBytes());
      case NodeWriter.ARRAY -> array(depth);
      case NodeWriter.OBJECT -> object(depth);
      default -> number(kind);
    };
  }

  private JsonNode number(int kind) throws DamagedIndex {
    return switch (kind) {
      case NodeWriter.SHORT -> ShortNode.valueOf((short) in.readLong());
      case NodeWriter.INT -> IntNode.valueOf((int) in.readLong());
      case NodeWriter.LONG -> LongNode.valueOf(in.readLong());
      case NodeWriter.BIG -> BigIntegerNode.valueOf(big());
      case NodeWriter.FLOAT -> FloatNode.valueOf(Float.intBitsToFloat((int) in.readLong()));
      case NodeWriter.DOUBLE -> DoubleNode.valueOf(Double.longBitsToDouble(in.readFixed()));
      case NodeWriter.DECIMAL -> {
        int scale = (int) in.readLong();
        yield DecimalNode.valueOf(new BigDecimal(big(), scale));
      }
      default -> throw new DamagedIndex("a value is of kind " + kind);
    };
  }

  private BigInteger big() throws DamagedIndex {
    byte[] bytes = in.readBytes();
    if (bytes.length == 0) {
      throw new DamagedIndex("a number has no bytes");
    }
    return new BigInteger(bytes);
  }

  private ArrayNode array(int depth) throws DamagedIndex {
    int size = in.readCount();
    ArrayNode array = JsonNodeFactory.instance.arrayNode(size);
    for (int i = 0; i < size; i++) {
      array.add(read(depth + 1));
    }
    return array;
  }

  private ObjectNode object(int depth) throws DamagedIndex {
    int size = in.readCount();
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < size; i++) {
      long name = in.readLong();
      if (name == names.size()) {
        names.add(in.readText());
      }
      if (name < 0 || name >= names.size()) {
        throw new DamagedIndex("a field has no name");
      }
      object.set(names.get((int) name), read(depth + 1));
    }
    return object;
  }
}
