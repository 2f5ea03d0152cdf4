package io.github.blueskyspark.tables;

import static io.github.blueskyspark.tables.ColumnType.BINARY;
import static io.github.blueskyspark.tables.ColumnType.BOOLEAN;
import static io.github.blueskyspark.tables.ColumnType.DOUBLE;
import static io.github.blueskyspark.tables.ColumnType.INT;
import static io.github.blueskyspark.tables.ColumnType.LONG;
import static io.github.blueskyspark.tables.ColumnType.NDARRAY;
import static io.github.blueskyspark.tables.ColumnType.STRING;
import static io.github.blueskyspark.tables.ColumnType.TIMESTAMP;
import static io.github.blueskyspark.tables.ColumnType.VARIANT;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Columns of the tables, as the public contract lists them. {@code stream} begins with three and
 * goes on with its data keys.
 */
public final class TableSchemas {
  private static final ColumnType STRINGS = ColumnType.array(STRING);
  private static final ColumnType LONGS = ColumnType.array(LONG);
  private static final ColumnType COUNTS = ColumnType.map(LONG);

  /** Name of the hidden column that every table has. */
  public static final String METADATA = "_metadata";

  /** Names that data keys of {@code stream} cannot have. */
  public static final Set<String> STREAM_FIXED = Set.of("run_uid", "seq_num", "time");

  private TableSchemas() {}

  /** The fixed columns of a table, in order. */
  public static List<Column> of(TableName table) {
    return switch (table) {
      case RUNS -> runs();
      case STREAMS -> streams();
      case DATA_KEYS -> dataKeys();
      case CONFIGURATION -> configuration();
      case EVENTS -> events();
      case STREAM -> List.of(c("run_uid", STRING), c("seq_num", LONG), c("time", TIMESTAMP));
      case DOCUMENTS ->
          List.of(
              c("run_uid", STRING),
              c("position", LONG),
              c("name", STRING),
              c("doc", VARIANT),
              c("json", STRING));
      case ASSETS -> assets();
      case FRAMES -> frames();
      case DATASETS -> datasets();
      case CHUNKS -> chunks();
      case QUARANTINE -> quarantine();
      case CONVERSIONS -> conversions();
    };
  }

  /** The hidden column: where a row comes from. */
  public static Column metadata() {
    return new Column(
        METADATA,
        ColumnType.struct(
            List.of("file_path", "file_name", "file_size", "file_modification_time", "byte_offset"),
            List.of(STRING, STRING, LONG, TIMESTAMP, LONG)),
        "file the row comes from, and the byte offset in it");
  }

  /**
   * The columns with one more for values that do not fit their types.
   *
   * @throws OptionException when another column has that name
   */
  public static List<Column> withCorrupt(List<Column> columns, String name) {
    if (columns.stream().anyMatch(c -> c.name().equalsIgnoreCase(name))) {
      throw new OptionException(
          Location.option("columnNameOfCorruptRecord"),
          "add column '" + name + "'",
          "the table has a column of that name",
          "Choose another name");
    }
    Column.Origin origin = new Column.Origin(Column.Origin.Kind.CORRUPT, "");
    List<Column> all = new ArrayList<>(columns);
    all.add(new Column(name, STRING, "values that do not fit their types, as JSON", origin));
    return List.copyOf(all);
  }

  private static Column c(String name, ColumnType type) {
    return Column.of(name, type);
  }

  private static List<Column> runs() {
    return List.of(
        c("run_uid", STRING),
        c("scan_id", LONG),
        c("start_time", TIMESTAMP),
        c("stop_time", TIMESTAMP),
        new Column("duration", DOUBLE, "s"),
        c("plan_name", STRING),
        c("plan_type", STRING),
        c("exit_status", STRING),
        c("reason", STRING),
        c("complete", BOOLEAN),
        c("stream_names", STRINGS),
        c("num_events", COUNTS),
        c("start", VARIANT),
        c("stop", VARIANT),
        new Column("notes", STRINGS, "what had to be repaired"));
  }

  private static List<Column> streams() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("descriptor_uids", STRINGS),
        c("time", TIMESTAMP),
        c("num_events", LONG),
        c("data_keys", STRINGS),
        c("hints", VARIANT),
        c("object_keys", VARIANT));
  }

  private static List<Column> dataKeys() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("data_key", STRING),
        c("column", STRING),
        c("object_name", STRING),
        c("source", STRING),
        c("dtype", STRING),
        c("dtype_numpy", STRING),
        new Column("shape", LONGS, "null: ragged"),
        c("dims", STRINGS),
        c("units", STRING),
        c("precision", INT),
        c("external", STRING),
        c("choices", STRINGS),
        c("limits", VARIANT),
        c("spark_type", STRING));
  }

  private static List<Column> configuration() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("descriptor_uid", STRING),
        c("time", TIMESTAMP),
        c("object", STRING),
        c("key", STRING),
        c("value", VARIANT),
        c("timestamp", TIMESTAMP));
  }

  private static List<Column> events() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("descriptor_uid", STRING),
        c("event_uid", STRING),
        c("seq_num", LONG),
        c("time", TIMESTAMP),
        c("data", VARIANT),
        c("timestamps", ColumnType.map(DOUBLE)),
        c("filled", VARIANT),
        c("superseded", BOOLEAN));
  }

  private static List<Column> assets() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("data_key", STRING),
        c("resource_uid", STRING),
        c("mimetype", STRING),
        c("uri", STRING),
        c("resolved_uri", STRING),
        c("dataset", STRING),
        c("parameters", VARIANT),
        c("dtype", STRING),
        c("shape", LONGS),
        c("num_frames", LONG),
        new Column("size", LONG, "bytes"),
        c("status", STRING),
        c("error", STRING));
  }

  private static List<Column> frames() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("data_key", STRING),
        c("seq_num", LONG),
        new Column("frame", INT, "0-based inside the event"),
        new Column("index", LONG, "0-based frame in the resource"),
        c("resource_uid", STRING),
        c("time", TIMESTAMP),
        c("image", NDARRAY),
        c("min", DOUBLE),
        c("max", DOUBLE),
        c("sum", DOUBLE),
        c("mean", DOUBLE));
  }

  private static List<Column> chunks() {
    return List.of(
        c("run_uid", STRING),
        c("stream", STRING),
        c("data_key", STRING),
        c("resource_uid", STRING),
        c("uri", STRING),
        c("dataset", STRING),
        c("dtype", STRING),
        c("shape", LONGS),
        c("chunk_shape", LONGS),
        new Column("filters", STRING, "JSON, in the order in which the writer applied them"),
        new Column("fill_value", BINARY, "one element; null for zeros"),
        new Column("chunk", LONGS, "coordinates, counted in chunks; null where there is none"),
        new Column("path", STRING, "file that holds the chunk"),
        new Column("offset", LONG, "bytes"),
        new Column("length", LONG, "bytes"),
        new Column("filter_mask", LONG, "bit i set: filter i was left out"),
        new Column("size", LONG, "bytes of the file"),
        c("modification_time", TIMESTAMP),
        new Column("note", STRING, "why there is no chunk to point at"));
  }

  private static List<Column> datasets() {
    return List.of(
        c("uri", STRING),
        c("dataset", STRING),
        c("dtype", STRING),
        c("shape", LONGS),
        c("chunk_shape", LONGS),
        c("filters", STRINGS),
        c("stored_bytes", LONG),
        c("attributes", VARIANT));
  }

  private static List<Column> quarantine() {
    return List.of(
        c("source", STRING),
        new Column("position", LONG, "byte offset"),
        new Column("length", LONG, "bytes"),
        c("run_uid", STRING),
        c("document", STRING),
        c("rule", STRING),
        c("reason", STRING),
        new Column("raw", BINARY, "first 64 KiB"));
  }

  private static List<Column> conversions() {
    return List.of(
        c("conversion_id", STRING),
        c("time", TIMESTAMP),
        c("source", STRING),
        new Column("size", LONG, "bytes"),
        c("modification_time", TIMESTAMP),
        c("sha256", STRING),
        c("converter_version", STRING),
        c("options", ColumnType.map(STRING)),
        c("runs", LONG),
        c("documents", COUNTS),
        c("rows", COUNTS),
        c("quarantined", LONG));
  }
}
