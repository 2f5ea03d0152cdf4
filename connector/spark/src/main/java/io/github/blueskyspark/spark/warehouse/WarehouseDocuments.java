package io.github.blueskyspark.spark.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.spark.parquet.ParquetConditions;
import io.github.blueskyspark.spark.parquet.TextColumns;
import io.github.blueskyspark.spark.storage.FileUris;
import io.github.blueskyspark.spark.vectors.VariantTypes;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RunShare;
import io.github.blueskyspark.spi.StoreReading;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/**
 * Documents of one file of the warehouse's {@code documents} folder, in their order; those that are
 * not wanted are passed over.
 */
final class WarehouseDocuments implements DocumentReader {
  private static final List<String> ENDS = List.of("start", "stop");
  private static final List<String> METADATA =
      List.of("start", "stop", "descriptor", "resource", "stream_resource");
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of("run_uid"),
          List.of("name"),
          List.of("position"),
          List.of("json"),
          List.of("doc", "metadata"));
  private static final int RUN_UID = 0;
  private static final int NAME = 1;
  private static final int POSITION = 2;
  private static final int JSON = 3;
  private static final int TYPES = 4;

  private final TextColumns rows;
  private final Stored document;
  private final Set<Binary> runs;
  private final Set<Binary> names;
  private final RunShare share;
  private Binary lastRun = Binary.EMPTY;
  private boolean wantsRun;

  WarehouseDocuments(FileRef file, Configuration conf, StoreReading reading) throws IOException {
    this.runs = binaries(reading.runUids());
    this.names =
        binaries(
            switch (reading.scope()) {
              case ENDS -> ENDS;
              case METADATA -> METADATA;
              case EVERYTHING -> List.<String>of();
            });
    this.share = reading.share();
    this.wantsRun = wants(lastRun);
    this.rows = open(FileUris.path(file.uri()), conf);
    this.document = new Stored(file.uri(), DocumentText.factory(reading.limits()));
  }

  private TextColumns open(Path path, Configuration conf) throws IOException {
    Optional<FilterPredicate> filter =
        ParquetConditions.both(isOneOf("run_uid", runs), isOneOf("name", names));
    try {
      return new TextColumns(path.toString(), COLUMNS, filter, conf);
    } catch (FileNotFoundException e) {
      String aside = ReplacedFile.of(path, conf, e).toString();
      return new TextColumns(aside, COLUMNS, filter, conf);
    }
  }

  private static Set<Binary> binaries(Iterable<String> values) {
    Set<Binary> all = new HashSet<>();
    values.forEach(v -> all.add(Binary.fromString(v)));
    return all;
  }

  private static Optional<FilterPredicate> isOneOf(String column, Set<Binary> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(FilterApi.in(FilterApi.binaryColumn(column), values));
  }

  private boolean wants(Binary run) {
    return (runs.isEmpty() || runs.contains(run)) && share.has(run.getBytes());
  }

  @Override
  public Step advance() throws IOException {
    while (rows.next()) {
      Binary run = rows.binary(RUN_UID).orElse(Binary.EMPTY);
      if (!run.equals(lastRun)) {
        lastRun = run.copy();
        wantsRun = wants(lastRun);
      }
      if (wantsRun) {
        Binary name = rows.binary(NAME).orElse(Binary.EMPTY);
        if (names.isEmpty() || names.contains(name)) {
          document.row(rows, name);
          return Step.DOCUMENT;
        }
      }
    }
    return Step.END;
  }

  @Override
  public RawDocument document() {
    return document;
  }

  @Override
  public Rejection rejection() {
    throw new NoSuchElementException("documents of a warehouse were accepted once");
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** The current row. */
  private static final class Stored implements RawDocument {
    private final String source;
    private final JsonFactory json;
    private String name = "";
    private long position;
    private byte[] text = {};
    private Optional<String> types = Optional.empty();
    private Binary lastKind = Binary.EMPTY;
    private Binary lastMetadata = Binary.EMPTY;

    Stored(String source, JsonFactory json) {
      this.source = source;
      this.json = json;
    }

    void row(TextColumns row, Binary kind) throws IOException {
      if (!kind.equals(lastKind)) {
        lastKind = kind.copy();
        name = kind.toStringUsingUTF8();
      }
      position = row.number(POSITION);
      text = row.binary(JSON).orElse(Binary.EMPTY).getBytes();
      Binary metadata = row.binary(TYPES).orElse(Binary.EMPTY);
      if (!metadata.equals(lastMetadata)) {
        lastMetadata = metadata.copy();
        types = VariantTypes.of(lastMetadata.getBytes());
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String source() {
      return source;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public long length() {
      return text.length;
    }

    @Override
    public JsonParser parser() throws IOException {
      JsonParser plain = json.createParser(text);
      return types.isPresent() ? ValueTypes.over(plain, types.get()) : plain;
    }

    @Override
    public byte[] text() {
      return text.clone();
    }

    @Override
    public byte[] raw(int limit) {
      return Arrays.copyOf(text, Math.min(text.length, limit));
    }
  }
}
