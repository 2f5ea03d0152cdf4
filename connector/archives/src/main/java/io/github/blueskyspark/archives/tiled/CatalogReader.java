package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of some runs of a catalog database. Runs come in batches: the start documents of a
 * batch, then descriptors and arrays, then events table by table, then the stop documents.
 */
final class CatalogReader implements DocumentReader {
  /** Runs whose metadata are held at a time. */
  private static final int BATCH = 64;

  private final Database database;
  private final StoreReading reading;
  private final Json json;
  private final TableStorage storage;
  private final List<Long> ids;
  private final RebuiltDocument document;
  private final Deque<Section> sections = new ArrayDeque<>();
  private Catalog catalog;
  private int done;

  CatalogReader(
      Database database, List<Long> ids, StoreReading reading, StoredPaths paths, String source) {
    this.database = database;
    this.ids = ids;
    this.reading = reading;
    this.json = new Json(reading.limits());
    this.storage = new TableStorage(database, paths, reading);
    this.document = new RebuiltDocument(source, json);
  }

  @Override
  public Step advance() throws IOException {
    try {
      while (true) {
        while (!sections.isEmpty()) {
          if (sections.peek().next(document)) {
            return Step.DOCUMENT;
          }
          sections.remove().close();
        }
        if (done >= ids.size()) {
          return Step.END;
        }
        nextBatch();
      }
    } catch (SQLException e) {
      throw database.refused("Tiled catalog", e);
    }
  }

  private void nextBatch() throws SQLException, IOException {
    if (catalog == null) {
      catalog = new Catalog(database, json);
    }
    List<Long> some = ids.subList(done, Math.min(ids.size(), done + BATCH));
    done += some.size();
    List<RunPlan> runs =
        catalog.runs(some, reading.scope() != Scope.ENDS).stream()
            .filter(r -> reading.runUids().isEmpty() || reading.runUids().contains(r.uid()))
            .map(RunPlan::new)
            .toList();
    List<Made> starts = runs.stream().map(RunPlan::start).toList();
    sections.add(new MadeSection(starts, json));
    sections.add(new MadeSection(descriptors(runs), json));
    if (reading.scope() == Scope.EVERYTHING) {
      sections.addAll(events(runs));
    }
    sections.add(new MadeSection(runs.stream().flatMap(r -> r.stop().stream()).toList(), json));
  }

  private List<Made> descriptors(List<RunPlan> runs) throws SQLException, IOException {
    List<Made> made = new ArrayList<>();
    for (RunPlan run : runs) {
      for (StreamPlan stream : run.streams()) {
        made.addAll(stream.descriptors());
        ArrayDocuments arrays = new ArrayDocuments(stream);
        for (DataNode array : stream.stream().arrays()) {
          made.addAll(arrays.resources(array));
          if (reading.scope() == Scope.EVERYTHING) {
            made.addAll(
                arrays.datums(array, SeqNums.of(stream, array, arrays.rows(array), storage)));
          }
        }
      }
    }
    return made;
  }

  private List<Section> events(List<RunPlan> runs) throws SQLException, IOException {
    Map<String, List<StreamPlan>> shared = new LinkedHashMap<>();
    List<Section> joined = new ArrayList<>();
    for (RunPlan run : runs) {
      for (StreamPlan stream : run.streams()) {
        List<DataNode> tables = stream.stream().tables();
        for (DataNode table : tables) {
          if (!storage.has(table)) {
            tables = List.of();
          }
        }
        if (tables.size() == 1 && stream.stream().ragged().isEmpty()) {
          DataNode table = tables.get(0);
          String name = storage.of(table).database().shown() + "\n" + table.tableName();
          shared.computeIfAbsent(name, n -> new ArrayList<>()).add(stream);
        } else if (!tables.isEmpty()) {
          joined.add(new JoinedSection(stream, storage, json));
        }
      }
    }
    List<Section> all = new ArrayList<>();
    for (List<StreamPlan> plans : shared.values()) {
      all.add(new TableSection(plans, storage, json));
    }
    all.addAll(joined);
    return all;
  }

  @Override
  public RawDocument document() {
    return document;
  }

  @Override
  public Rejection rejection() {
    throw new IllegalStateException("Nothing was rejected; please report");
  }

  @Override
  public void close() throws IOException {
    for (Section section : sections) {
      section.close();
    }
    sections.clear();
    storage.close();
    if (catalog != null) {
      catalog.close();
      catalog = null;
    }
  }
}
