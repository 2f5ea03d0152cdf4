package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of some runs of a catalog database. Runs come in batches: the start documents of a
 * batch, then descriptors and arrays, then events table by table, then the stop documents.
 */
final class CatalogReader extends RebuiltReader {
  /** Runs whose metadata are held at a time. */
  private static final int BATCH = 64;

  private final Database database;
  private final StoreReading reading;
  private final Json json;
  private final TableStorage storage;
  private final List<Long> ids;
  private Catalog catalog;
  private int done;

  CatalogReader(
      Database database, List<Long> ids, StoreReading reading, StoredPaths paths, String source) {
    this(
        database,
        ids,
        reading,
        new TableStorage(database, paths, reading),
        source,
        new Json(reading.limits()));
  }

  private CatalogReader(
      Database database,
      List<Long> ids,
      StoreReading reading,
      TableStorage storage,
      String source,
      Json json) {
    super(new RebuiltDocument(source, json));
    this.database = database;
    this.ids = ids;
    this.reading = reading;
    this.json = json;
    this.storage = storage;
  }

  @Override
  public Step advance() throws IOException {
    try {
      return next() ? Step.DOCUMENT : Step.END;
    } catch (SQLException e) {
      throw database.refused("Tiled catalog", e);
    }
  }

  @Override
  boolean more() throws SQLException, IOException {
    if (done >= ids.size()) {
      return false;
    }
    nextBatch();
    return true;
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
    add(new MadeSection(starts, json));
    boolean whole = reading.scope() == Scope.EVERYTHING;
    List<Made> descriptors = new ArrayList<>();
    for (RunPlan run : runs) {
      descriptors.addAll(descriptors(run, whole));
    }
    add(new MadeSection(descriptors, json));
    if (whole) {
      events(runs).forEach(this::add);
    }
    add(new MadeSection(runs.stream().flatMap(r -> r.stop().stream()).toList(), json));
  }

  @Override
  List<long[]> seqNums(StreamPlan stream, DataNode array, long rows)
      throws IOException, SQLException {
    return SeqNums.of(stream, array, rows, storage);
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
  public void close() throws IOException {
    super.close();
    storage.close();
    if (catalog != null) {
      catalog.close();
      catalog = null;
    }
  }
}
