package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Field;
import io.github.blueskyspark.arrays.DType.Kind;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Data types of version 3, those of zarr-python's extensions among them. */
final class DataTypes {
  private static final int MAX_ITEM = 1 << 24;

  private DataTypes() {}

  static DType of(JsonNode said, ByteOrder order) throws BadMetadata {
    return of(said, order, 0);
  }

  private static DType of(JsonNode said, ByteOrder order, int depth) throws BadMetadata {
    String name = said.isTextual() ? said.asText() : said.path("name").asText();
    JsonNode settings = said.path("configuration");
    return switch (name) {
      case "bool" -> DType.of(Kind.BOOL, 1, order);
      case "int8", "int16", "int32", "int64" -> DType.of(Kind.SIGNED, bytes(name, "int"), order);
      case "uint8", "uint16", "uint32", "uint64" ->
          DType.of(Kind.UNSIGNED, bytes(name, "uint"), order);
      case "float16", "float32", "float64" -> DType.of(Kind.FLOAT, bytes(name, "float"), order);
      case "complex64", "complex128" -> DType.of(Kind.COMPLEX, bytes(name, "complex"), order);
      case "numpy.datetime64", "numpy.timedelta64" -> DType.of(Kind.SIGNED, 8, order);
      case "fixed_length_utf32" -> {
        int length = length(settings);
        if (length % 4 != 0) {
          throw new BadMetadata("fixed_length_utf32 takes " + length + " bytes");
        }
        yield DType.of(Kind.UNICODE, length, order);
      }
      case "null_terminated_bytes" -> DType.of(Kind.BYTES, length(settings), order);
      case "raw_bytes" -> DType.of(Kind.VOID, length(settings), order);
      case "string" -> DType.object();
      case "structured", "struct" -> struct(settings.path("fields"), order, depth);
      default -> raw(name, said, order);
    };
  }

  private static int bytes(String name, String word) {
    return Integer.parseInt(name.substring(word.length())) / 8;
  }

  private static int length(JsonNode settings) throws BadMetadata {
    JsonNode said = settings.path("length_bytes");
    if (!said.isInt() || said.asInt() < 1 || said.asInt() > MAX_ITEM) {
      throw new BadMetadata("length_bytes is " + said);
    }
    return said.asInt();
  }

  // r24 is an element of 24 bits that mean nothing.
  private static DType raw(String name, JsonNode said, ByteOrder order) throws BadMetadata {
    if (!name.matches("r[0-9]{1,8}") || Integer.parseInt(name.substring(1)) % 8 != 0) {
      throw new BadMetadata("data_type " + said + " is not read");
    }
    int bytes = Integer.parseInt(name.substring(1)) / 8;
    if (bytes == 0) {
      throw new BadMetadata("data_type " + said + " has no bytes");
    }
    return DType.of(Kind.VOID, bytes, order);
  }

  private static DType struct(JsonNode said, ByteOrder order, int depth) throws BadMetadata {
    if (!said.isArray() || said.isEmpty() || depth > 16) {
      throw new BadMetadata("a structured data_type has the fields " + said);
    }
    List<Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int offset = 0;
    for (JsonNode field : said) {
      JsonNode name = field.isArray() ? field.path(0) : field.path("name");
      JsonNode type = field.isArray() ? field.path(1) : field.path("data_type");
      DType made = of(type, order, depth + 1);
      if (!name.isTextual() || !names.add(name.asText()) || made.kind() == Kind.OBJECT) {
        throw new BadMetadata("a structured data_type has the field " + field);
      }
      fields.add(new Field(name.asText(), made, List.of(), offset));
      offset = Math.addExact(offset, made.itemSize());
    }
    if (offset > MAX_ITEM) {
      throw new BadMetadata("an element takes " + offset + " bytes");
    }
    return DType.struct(fields, offset);
  }
}
