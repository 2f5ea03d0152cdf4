package io.github.blueskyspark.jobs.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.VariantVal;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Spark values as JSON: VARIANT as it is, timestamps as ISO 8601 in UTC, binary as base64, integers
 * and decimals with all their digits, NaN and infinities as the strings {@code "NaN"}, {@code
 * "Infinity"}, {@code "-Infinity"} (as Spark does).
 */
public final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** A row as a JSON object, keys in column order. */
  public static String row(Row row, StructType schema) {
    return value(row, schema);
  }

  /** A list of rows as a JSON array, a row a line. */
  public static String rows(List<Row> rows, StructType schema) {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < rows.size(); i++) {
      text.append(i == 0 ? "" : ",\n ").append(row(rows.get(i), schema));
    }
    return text.append(']').toString();
  }

  /** Any value of a Spark column; {@code null} is JSON's null. */
  static String value(Object value, DataType type) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      write(json, value, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value, DataType type) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (type instanceof StructType struct) {
      writeStruct(json, (Row) value, struct);
    } else if (type instanceof ArrayType array) {
      json.writeStartArray();
      for (Object element : CollectionConverters.asJava((scala.collection.Iterable<?>) value)) {
        write(json, element, array.elementType());
      }
      json.writeEndArray();
    } else if (type instanceof MapType map) {
      writeMap(json, CollectionConverters.asJava((scala.collection.Map<?, ?>) value), map);
    } else {
      writeScalar(json, value);
    }
  }

  private static void writeStruct(JsonGenerator json, Row row, StructType struct)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < struct.size(); i++) {
      json.writeFieldName(struct.fields()[i].name());
      write(json, row.get(i), struct.fields()[i].dataType());
    }
    json.writeEndObject();
  }

  private static void writeMap(JsonGenerator json, Map<?, ?> map, MapType type) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.writeFieldName(String.valueOf(entry.getKey()));
      write(json, entry.getValue(), type.valueType());
    }
    json.writeEndObject();
  }

  private static void writeScalar(JsonGenerator json, Object value) throws IOException {
    if (value instanceof VariantVal variant) {
      json.writeRawValue(variant.toJson(ZoneOffset.UTC));
    } else if (value instanceof Boolean b) {
      json.writeBoolean(b);
    } else if (value instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else if (value instanceof Float f) {
      writeReal(json, Float.isFinite(f), f.toString());
    } else if (value instanceof Double d) {
      writeReal(json, Double.isFinite(d), d.toString());
    } else if (value instanceof Number n) {
      json.writeNumber(n.longValue());
    } else if (value instanceof byte[] bytes) {
      json.writeBinary(bytes);
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  private static void writeReal(JsonGenerator json, boolean finite, String text)
      throws IOException {
    if (finite) {
      json.writeNumber(text);
    } else {
      json.writeString(text);
    }
  }
}
