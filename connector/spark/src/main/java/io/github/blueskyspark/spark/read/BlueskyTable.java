package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.storage.Archives;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.spark.vectors.SparkTypes;
import io.github.blueskyspark.spark.warehouse.StoredTables;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.TableName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * One table of an archive. Options given where it is read are merged over those it was opened with.
 */
public final class BlueskyTable implements SupportsRead, SupportsMetadataColumns {
  private final String name;
  private final TableName table;
  private final String member;
  private final Map<String, String> given;
  private final Archives archives;
  private final OpenArchive opened;
  private final List<Column> columns;

  private BlueskyTable(String name, Map<String, String> given, Archives archives) {
    this.name = name;
    this.given = lowerCase(given);
    this.archives = archives;
    this.opened = archives.open(given);
    OptionValues options = opened.options();
    this.table = tableOf(options.get(Options.TABLE));
    this.member = memberOf(table, options);
    this.columns =
        StoredTables.of(opened)
            .flatMap(stored -> stored.columns(table, member))
            .orElseGet(() -> opened.schema(table, member));
  }

  /**
   * Opens the table that the options name.
   *
   * @param name as plans show it; empty for the name of the table
   * @param given options in any case
   * @throws OptionException when there is no such table, stream or data key, naming the nearest
   */
  public static BlueskyTable open(String name, Map<String, String> given, Archives archives) {
    return new BlueskyTable(name, given, archives);
  }

  private static Map<String, String> lowerCase(Map<String, String> options) {
    Map<String, String> lower = new LinkedHashMap<>();
    options.forEach((key, value) -> lower.put(key.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  private static TableName tableOf(String text) {
    List<String> labels = Arrays.stream(TableName.values()).map(TableName::label).toList();
    return TableName.of(text)
        .orElseThrow(
            () ->
                new OptionException(
                    Location.option("table"),
                    "read table '" + text + "'",
                    "there is none of that name",
                    NearestNames.question(text, labels)
                        + "Tables are "
                        + String.join(", ", labels)));
  }

  private static String memberOf(TableName table, OptionValues options) {
    if (!table.hasMember()) {
      return "";
    }
    var option = table == TableName.STREAM ? Options.STREAM : Options.DATA_KEY;
    if (!options.has(option)) {
      throw new OptionException(
          Location.option("table"),
          "read table '" + table.label() + "'",
          "option '" + option.key() + "' is missing",
          "Give it the name of a "
              + (table == TableName.STREAM
                  ? "stream, for example primary"
                  : "data key with external arrays"));
    }
    return options.get(option);
  }

  @Override
  public String name() {
    if (!name.isEmpty()) {
      return name;
    }
    return "bluesky " + table.label() + (member.isEmpty() ? "" : " '" + member + "'");
  }

  @Override
  public org.apache.spark.sql.connector.catalog.Column[] columns() {
    return columns.stream()
        .map(BlueskyTable::column)
        .toArray(org.apache.spark.sql.connector.catalog.Column[]::new);
  }

  /** The columns with their comments, as one type. */
  public StructType rowType() {
    return SparkTypes.schema(columns);
  }

  /** The same as {@link #rowType()}; Spark 4.0 has no default for it. */
  @Override
  @SuppressWarnings("deprecation")
  public StructType schema() {
    return rowType();
  }

  private static org.apache.spark.sql.connector.catalog.Column column(Column column) {
    DataType type = SparkTypes.of(column.type());
    if (column.comment().isEmpty()) {
      return org.apache.spark.sql.connector.catalog.Column.create(column.name(), type);
    }
    return org.apache.spark.sql.connector.catalog.Column.create(
        column.name(), type, true, column.comment(), null);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public MetadataColumn[] metadataColumns() {
    return new MetadataColumn[] {new FileMetadata()};
  }

  /** What is known of the table without reading it, for {@code DESCRIBE EXTENDED}. */
  @Override
  public Map<String, String> properties() {
    return Map.of("provider", "bluesky");
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    Map<String, String> merged = new LinkedHashMap<>(given);
    merged.putAll(lowerCase(options.asCaseSensitiveMap()));
    OpenArchive archive = merged.equals(given) ? opened : archives.open(merged);
    return new BlueskyScanBuilder(archive, table, member, columns);
  }
}
