package io.github.blueskyspark.converters.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.parse_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Names of data keys as event-model's schemas allow them: without dots and slashes, which names of
 * HDF5 datasets have.
 */
public final class StrictKeys {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .build();

  private StrictKeys() {}

  /**
   * Documents of made-up runs, with {@code _} for each dot and slash in the names of data keys.
   *
   * @param documents table {@code documents}
   */
  public static Dataset<Row> of(Dataset<Row> documents) {
    UserDefinedFunction renamed =
        functions.udf((UDF2<String, String, String>) StrictKeys::renamed, DataTypes.StringType);
    Dataset<Row> made = documents.withColumn("json", renamed.apply(col("name"), col("json")));
    return made.withColumn("doc", parse_json(col("json")));
  }

  static String renamed(String name, String json) throws JsonProcessingException {
    boolean isDescriptor = name.equals("descriptor");
    if (!isDescriptor && !name.equals("stream_resource")) {
      return json;
    }
    JsonNode doc = JSON.readTree(json);
    if (isDescriptor) {
      ObjectNode keys = JSON.createObjectNode();
      for (var key : doc.path("data_keys").properties()) {
        keys.set(free(key.getKey(), keys), key.getValue());
      }
      ((ObjectNode) doc).set("data_keys", keys);
    } else {
      ((ObjectNode) doc).put("data_key", strict(doc.path("data_key").asText()));
    }
    return JSON.writeValueAsString(doc);
  }

  private static String free(String key, ObjectNode taken) {
    String name = strict(key);
    if (taken.has(name)) {
      throw new ArchiveException(
          Location.of("data key '" + key + "'"),
          "name the key as event-model allows it",
          "another one is named '" + name + "' already",
          "Rename one of the datasets");
    }
    return name;
  }

  private static String strict(String key) {
    return key.replaceAll("[./]", "_");
  }
}
