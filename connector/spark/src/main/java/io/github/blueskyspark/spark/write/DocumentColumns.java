package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where the columns of table {@code documents} stand in the rows to be written.
 *
 * @param run index of {@code run_uid}
 * @param position index of {@code position}
 * @param name index of {@code name}
 * @param json index of {@code json}; -1 when there is none
 * @param doc index of {@code doc}; -1 when there is none
 */
record DocumentColumns(int run, int position, int name, int json, int doc) implements Serializable {
  static final Location WHERE = Location.of("format bluesky");
  private static final List<String> KNOWN = List.of("run_uid", "position", "name", "doc", "json");

  /**
   * Finds them.
   *
   * @throws OptionException for a column that table {@code documents} does not have, one that is
   *     missing, and one of another type
   */
  static DocumentColumns of(StructType schema) {
    for (String column : schema.fieldNames()) {
      if (!KNOWN.contains(column)) {
        throw new OptionException(
            WHERE,
            "write column '" + column + "'",
            "table documents has none of that name",
            NearestNames.question(column, KNOWN)
                + "Select of run_uid, position, name, doc, json; values that belong to a document"
                + " go into the document");
      }
    }
    DocumentColumns found =
        new DocumentColumns(
            index(schema, "run_uid", DataTypes.StringType),
            index(schema, "position", DataTypes.LongType),
            index(schema, "name", DataTypes.StringType),
            index(schema, "json", DataTypes.StringType),
            index(schema, "doc", DataTypes.VariantType));
    for (String column : List.of("run_uid", "position", "name")) {
      if (!Arrays.asList(schema.fieldNames()).contains(column)) {
        throw missing("column '" + column + "' is missing");
      }
    }
    if (found.json < 0 && found.doc < 0) {
      throw missing("neither column 'json' nor column 'doc' is there");
    }
    return found;
  }

  private static OptionException missing(String found) {
    return new OptionException(
        WHERE, "write documents", found, "Select run_uid, position, name and json, doc or both");
  }

  private static int index(StructType schema, String name, DataType wanted) {
    int index = Arrays.asList(schema.fieldNames()).indexOf(name);
    if (index >= 0) {
      DataType type = schema.fields()[index].dataType();
      boolean isText =
          wanted.sameType(DataTypes.StringType)
              && type instanceof org.apache.spark.sql.types.StringType;
      if (!isText && !type.sameType(wanted)) {
        throw new OptionException(
            WHERE,
            "write column '" + name + "'",
            "its type is " + type.simpleString(),
            "Cast it to " + wanted.simpleString());
      }
    }
    return index;
  }
}
