package io.github.blueskyspark.spark.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.documents.ValueTypes;
import io.github.blueskyspark.spark.vectors.VariantTypes;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentText;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.io.api.Binary;

/** Documents of one file of the warehouse's {@code documents} folder, in their order. */
final class WarehouseDocuments implements DocumentReader {
  private static final String SCHEMA =
      "message documents { optional binary run_uid (STRING); optional int64 position;"
          + " optional binary name (STRING); optional binary json (STRING);"
          + " optional group doc { required binary metadata; } }";
  private static final List<String> ENDS = List.of("start", "stop");
  private static final List<String> METADATA =
      List.of("start", "stop", "descriptor", "resource", "stream_resource");

  private final ParquetRows rows;
  private final Stored document;

  WarehouseDocuments(FileRef file, Configuration conf, StoreReading reading) throws IOException {
    this.rows = new ParquetRows(file.uri(), conf, SCHEMA, filter(reading));
    this.document = new Stored(file.uri(), DocumentText.factory(reading.limits()));
  }

  private static FilterCompat.Filter filter(StoreReading reading) {
    List<FilterPredicate> all = new ArrayList<>();
    if (!reading.runUids().isEmpty()) {
      all.add(isOneOf("run_uid", reading.runUids()));
    }
    if (reading.scope() == Scope.ENDS) {
      all.add(isOneOf("name", ENDS));
    } else if (reading.scope() == Scope.METADATA) {
      all.add(isOneOf("name", METADATA));
    }
    Optional<FilterPredicate> both = all.stream().reduce(FilterApi::and);
    return both.map(FilterCompat::get).orElse(FilterCompat.NOOP);
  }

  private static FilterPredicate isOneOf(String column, Iterable<String> values) {
    Set<Binary> wanted = new HashSet<>();
    values.forEach(v -> wanted.add(Binary.fromString(v)));
    return FilterApi.in(FilterApi.binaryColumn(column), wanted);
  }

  @Override
  public Step advance() throws IOException {
    Optional<Group> row = rows.next();
    if (row.isEmpty()) {
      return Step.END;
    }
    document.row(row.get());
    return Step.DOCUMENT;
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

    Stored(String source, JsonFactory json) {
      this.source = source;
      this.json = json;
    }

    void row(Group row) {
      name = ParquetRows.text(row, "name");
      position = row.getLong("position", 0);
      text = row.getBinary("json", 0).getBytes();
      types = Optional.empty();
      if (ParquetRows.has(row, "doc")) {
        Group doc = row.getGroup("doc", 0);
        if (ParquetRows.has(doc, "metadata")) {
          types = VariantTypes.of(doc.getBinary("metadata", 0).getBytes());
        }
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
