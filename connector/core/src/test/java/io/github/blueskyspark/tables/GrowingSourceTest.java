package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.ArchiveStores;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LineFormat;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A part of a store that gives more documents at the second reading than at the first. */
class GrowingSourceTest {
  /** Run and document. */
  private record Told(String run, String line) {}

  private static final class Growing implements ArchiveStore {
    private final List<List<Told>> readings;
    private int opened;

    Growing(List<List<Told>> readings) {
      this.readings = readings;
    }

    @Override
    public String name() {
      return "growing";
    }

    @Override
    public boolean recognises(ArchivePlace place, Storage storage) {
      return false;
    }

    @Override
    public StoreParts parts(StoreRequest request) {
      return new StoreParts(List.of(), true);
    }

    @Override
    public DocumentReader open(FileRef part, StoreReading reading) {
      List<Told> documents = readings.get(Math.min(opened++, readings.size() - 1));
      return new Reader(documents);
    }
  }

  private static final class Reader implements DocumentReader {
    private final List<Told> documents;
    private int next;

    Reader(List<Told> documents) {
      this.documents = documents;
    }

    @Override
    public Step advance() {
      return next++ < documents.size() ? Step.DOCUMENT : Step.END;
    }

    @Override
    public RawDocument document() {
      Told told = documents.get(next - 1);
      return new Of(told.run(), LineFormat.document("growing", next, told.line()));
    }

    @Override
    public Rejection rejection() {
      throw new AssertionError("nothing is rejected");
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  private record Of(String run, RawDocument raw) implements RawDocument {
    @Override
    public Optional<String> runUid() {
      return Optional.of(run);
    }

    @Override
    public String name() {
      return raw.name();
    }

    @Override
    public String source() {
      return raw.source();
    }

    @Override
    public long position() {
      return raw.position();
    }

    @Override
    public long length() {
      return raw.length();
    }

    @Override
    public JsonParser parser() throws IOException {
      return raw.parser();
    }

    @Override
    public byte[] text() throws IOException {
      return raw.text();
    }

    @Override
    public byte[] raw(int limit) {
      return raw.raw(limit);
    }
  }

  private static List<Told> run(String uid, int events) {
    List<Told> all = new ArrayList<>();
    all.add(new Told(uid, "[\"start\", {\"uid\": \"" + uid + "\", \"time\": 1}]"));
    all.add(
        new Told(
            uid,
            "[\"descriptor\", {\"uid\": \"d-"
                + uid
                + "\", \"run_start\": \""
                + uid
                + "\", \"time\": 1, \"name\": \"primary\", \"data_keys\": {}}]"));
    for (int i = 1; i <= events; i++) {
      all.add(
          new Told(
              uid,
              "[\"event\", {\"uid\": \"e-"
                  + uid
                  + i
                  + "\", \"descriptor\": \"d-"
                  + uid
                  + "\", \"seq_num\": "
                  + i
                  + ", \"time\": 1, \"data\": {}, \"timestamps\": {}}]"));
    }
    return all;
  }

  @SafeVarargs
  private static List<Told> together(List<Told>... runs) {
    List<Told> all = new ArrayList<>();
    for (List<Told> run : runs) {
      all.addAll(run);
    }
    return all;
  }

  @Test
  void whatIsNewOfOneRunMovesNoDocumentToAnother() throws IOException {
    Growing store =
        new Growing(
            List.of(
                together(run("a", 2), run("b", 3)),
                together(run("a", 4), run("b", 3), run("c", 1))));
    GroupReading reading =
        new GroupReading(
            DocumentFormats.of(new LineFormat()),
            ArchiveStores.of(store),
            new MemoryStorage(),
            OptionValues.parse(Map.of()),
            new ReadMetrics(),
            RunChoice.all(),
            GroupExtent.WHOLE);
    List<Column> columns = List.of(TableSchemas.of(TableName.DOCUMENTS).get(0));
    RowSource rows =
        new DocumentTables(reading, columns)
            .documents(List.of(new FileRef("growing:part", 1, 0, "growing")), Optional.empty());
    List<Object> owners =
        RecordingRowWriter.rows(rows, columns).stream().map(r -> r.get("run_uid")).toList();
    assertThat(owners).filteredOn("b"::equals).hasSize(5);
    assertThat(owners).filteredOn("a"::equals).hasSize(6);
    assertThat(owners).doesNotContain("c");
  }
}
