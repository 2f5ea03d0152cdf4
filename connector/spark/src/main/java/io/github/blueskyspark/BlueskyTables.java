package io.github.blueskyspark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.write.DocumentFile;
import io.github.blueskyspark.spark.write.DocumentSpool;
import io.github.blueskyspark.spark.write.SpoolDirectory;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Documents that are in no archive, as the tables of one.
 *
 * <pre>
 * try (BlueskyTables tables = BlueskyTables.from(documents)) {
 *   tables.table("runs").show();
 *   tables.stream("primary").show();
 * }
 * </pre>
 *
 * <p>The documents are written into a directory when {@code from} is called, by the tasks that have
 * them, and read from there like any archive; {@link #close()} or the end of the program removes
 * it. Options are those of the reader. Immutable, thread safe.
 */
public final class BlueskyTables implements AutoCloseable {
  private static final ObjectWriter JSON =
      new ObjectMapper().writer().without(JsonWriteFeature.WRITE_NAN_AS_STRINGS);

  private final SparkSession spark;
  private final SpoolDirectory directory;
  private final Map<String, String> options;

  private BlueskyTables(SparkSession spark, SpoolDirectory directory, Map<String, String> options) {
    this.spark = spark;
    this.directory = directory;
    this.options = Map.copyOf(options);
  }

  /**
   * Takes the documents of a DataFrame, for example read from Kafka.
   *
   * <p>Without {@code position} the order is that of the rows. Put documents of one run into one
   * partition where you can: a run that is spread is read by one task anyway.
   *
   * @param documents columns {@code name} and {@code doc} (VARIANT or JSON text); {@code json},
   *     {@code run_uid} and {@code position} are used where they are there, others are not
   * @throws OptionException when a column is missing, or on a cluster without a checkpoint
   *     directory
   */
  public static BlueskyTables from(Dataset<Row> documents) {
    SpoolDirectory directory = SpoolDirectory.ofItsOwn(documents.sparkSession());
    DocumentSpool.write(documents, directory.uri());
    return new BlueskyTables(documents.sparkSession(), directory, Map.of());
  }

  /**
   * Takes the documents of an iterator. It is read once, and not kept in memory.
   *
   * @param documents name and document; the document is JSON text, a {@link Map}, or anything else
   *     that Jackson makes an object of
   */
  public static BlueskyTables from(Iterator<? extends Map.Entry<String, ?>> documents) {
    SparkSession spark = SparkSession.active();
    SpoolDirectory directory = SpoolDirectory.ofItsOwn(spark);
    try (DocumentFile file = DocumentFile.in(directory.uri(), spark)) {
      while (documents.hasNext()) {
        Map.Entry<String, ?> document = documents.next();
        file.add(document.getKey(), text(document.getValue()));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new BlueskyTables(spark, directory, Map.of());
  }

  /** The same for a list or any other collection. */
  public static BlueskyTables from(Iterable<? extends Map.Entry<String, ?>> documents) {
    return from(documents.iterator());
  }

  private static String text(Object document) {
    if (document instanceof CharSequence text) {
      return text.toString();
    }
    try {
      return JSON.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new OptionException(
              Location.of("BlueskyTables"),
              "take a document",
              e.getOriginalMessage(),
              "Give JSON text, or maps, lists, numbers and texts")
          .because(e);
    }
  }

  /**
   * The same documents, read with another option, for example {@code query}, {@code run}, {@code
   * mode} or {@code allowedRoots}.
   */
  public BlueskyTables option(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.keySet().removeIf(k -> k.equalsIgnoreCase(key));
    more.put(key, value);
    return new BlueskyTables(spark, directory, more);
  }

  /** The same documents, read with other options. */
  public BlueskyTables options(Map<String, String> more) {
    BlueskyTables with = this;
    for (Map.Entry<String, String> option : more.entrySet()) {
      with = with.option(option.getKey(), option.getValue());
    }
    return with;
  }

  /**
   * A table.
   *
   * @param name {@code runs}, {@code events}, {@code documents}, {@code quarantine} and so on
   */
  public Dataset<Row> table(String name) {
    return read(Options.TABLE.key(), name.toLowerCase(Locale.ROOT), Map.of());
  }

  /** The events of a stream, one typed column a data key. */
  public Dataset<Row> stream(String name) {
    return read(Options.STREAM.key(), name, Map.of(Options.TABLE.key(), "stream"));
  }

  /** The frames of an external array. */
  public Dataset<Row> frames(String dataKey) {
    return read(Options.DATA_KEY.key(), dataKey, Map.of(Options.TABLE.key(), "frames"));
  }

  private Dataset<Row> read(String key, String value, Map<String, String> more) {
    return spark
        .read()
        .format("bluesky")
        .options(options)
        .options(more)
        .option(key, value)
        .load(directory.uri());
  }

  /** Table {@code runs}. */
  public Dataset<Row> runs() {
    return table("runs");
  }

  /** Table {@code events}. */
  public Dataset<Row> events() {
    return table("events");
  }

  /** Table {@code documents}. */
  public Dataset<Row> documents() {
    return table("documents");
  }

  /** The directory, to be the {@code path} of a catalog; it is gone after {@link #close()}. */
  public String path() {
    return directory.uri();
  }

  /** Removes the directory; tables made of it, also with other options, cannot be read any more. */
  @Override
  public void close() {
    directory.close();
  }
}
