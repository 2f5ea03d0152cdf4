package io.github.blueskyspark.converters.panda;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of several files together: fixed ones, then every dataset by its name, types widened
 * where files differ.
 */
final class PandaSchema {
  /** Decimal digits of the greatest unsigned integer of 64 bits. */
  static final int DIGITS = 20;

  /** Integers by size, then what holds the bigger ones. */
  private static final List<DataType> INTEGERS =
      List.of(
          DataTypes.ByteType,
          DataTypes.ShortType,
          DataTypes.IntegerType,
          DataTypes.LongType,
          DataTypes.createDecimalType(DIGITS, 0));

  static final String FILE = "file";
  static final String ROW = "row";
  static final String TIME = "time";
  static final String RUN_UID = "run_uid";
  static final String SEQ_NUM = "seq_num";

  /** Columns of every file, in front. */
  static final List<String> FIXED = List.of(FILE, ROW, TIME, RUN_UID, SEQ_NUM);

  private PandaSchema() {}

  /** The columns of files alone. */
  static StructType of(Collection<PandaFile> files) {
    return of(files, Map.of(), List.of(), new StructType());
  }

  /**
   * The columns of files, and of a table to which they are added: its columns first, none vanishes.
   *
   * @param units of datasets by path, as documents say; empty where these disagree
   * @param bits columns that show one bit of another one
   * @param table as it is; empty when there is none
   */
  static StructType of(
      Collection<PandaFile> files,
      Map<String, String> units,
      List<PandaBits.Bit> bits,
      StructType table) {
    Map<String, DataType> types = new LinkedHashMap<>();
    Map<String, Map<String, String>> facts = new HashMap<>();
    for (StructField field : table.fields()) {
      if (!FIXED.contains(field.name())) {
        types.put(field.name(), field.dataType());
        facts.put(field.name(), ColumnFacts.of(field.metadata()));
      }
    }
    Map<String, Map<String, String>> found = new HashMap<>();
    for (PandaFile file : files) {
      for (PandaColumn column : file.columns()) {
        types.merge(column.name(), column.sparkType(), PandaSchema::widen);
        found.merge(column.name(), told(column, units), ColumnFacts::both);
      }
    }
    for (PandaBits.Bit bit : bits) {
      types.put(bit.name(), DataTypes.BooleanType);
      found.put(bit.name(), told(bit, found.getOrDefault(bit.source(), Map.of())));
    }
    facts.putAll(found);
    StructType schema =
        new StructType()
            .add(FILE, DataTypes.StringType)
            .add(ROW, DataTypes.LongType)
            .add(TIME, DataTypes.TimestampType)
            .add(RUN_UID, DataTypes.StringType)
            .add(SEQ_NUM, DataTypes.LongType);
    for (Map.Entry<String, DataType> type : types.entrySet()) {
      schema =
          schema.add(
              type.getKey(),
              type.getValue(),
              true,
              ColumnFacts.metadata(facts.getOrDefault(type.getKey(), Map.of())));
    }
    return schema;
  }

  private static Map<String, String> told(PandaColumn column, Map<String, String> units) {
    Map<String, String> told = new TreeMap<>(column.facts());
    String unit = units.getOrDefault(column.path(), "");
    if (!unit.isEmpty()) {
      told.put(ColumnFacts.UNITS, unit);
    }
    return told;
  }

  private static Map<String, String> told(PandaBits.Bit bit, Map<String, String> word) {
    Map<String, String> told = new TreeMap<>(word);
    told.keySet().retainAll(List.of(ColumnFacts.DATASET, ColumnFacts.FIELD, ColumnFacts.CAPTURE));
    told.put(ColumnFacts.BIT, String.valueOf(bit.bit()));
    return told;
  }

  /** Columns of integers with their width in bits. */
  static Map<String, Integer> words(Collection<PandaFile> files) {
    Map<String, Integer> words = new LinkedHashMap<>();
    for (PandaFile file : files) {
      file.columns().stream()
          .filter(PandaColumn::hasBits)
          .forEach(c -> words.merge(c.name(), c.dtype().itemSize() * Byte.SIZE, Math::max));
    }
    return words;
  }

  /** Names that no column of a bit may have. */
  static Set<String> taken(Collection<PandaFile> files, StructType table) {
    Set<String> taken = new HashSet<>(FIXED);
    files.forEach(file -> file.columns().forEach(c -> taken.add(c.name())));
    for (StructField field : table.fields()) {
      if (!field.metadata().contains(ColumnFacts.BIT)) {
        taken.add(field.name());
      }
    }
    return taken;
  }

  /** Columns of a table that have another type in its wider successor. */
  static List<String> retyped(StructType table, StructType wider) {
    List<String> retyped = new ArrayList<>();
    for (StructField field : table.fields()) {
      if (!wider.apply(field.name()).dataType().equals(field.dataType())) {
        retyped.add(field.name());
      }
    }
    return retyped;
  }

  static DataType widen(DataType a, DataType b) {
    if (a.equals(b)) {
      return a;
    }
    int x = INTEGERS.indexOf(a);
    int y = INTEGERS.indexOf(b);
    if (x >= 0 && y >= 0) {
      return INTEGERS.get(Math.max(x, y));
    }
    return a.equals(DataTypes.BooleanType) || b.equals(DataTypes.BooleanType)
        ? widen(number(a), number(b))
        : DataTypes.DoubleType;
  }

  private static DataType number(DataType type) {
    return type.equals(DataTypes.BooleanType) ? DataTypes.ByteType : type;
  }
}
