package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The documents of one page of runs of a Tiled server, run by run. */
final class ServerReader extends RebuiltReader {
  private final ServerCatalog catalog;
  private final ServerParts.Wanted wanted;
  private final StoreReading reading;
  private final Json json;
  private final String source;
  private Optional<Deque<JsonNode>> entries = Optional.empty();

  ServerReader(
      ServerCatalog catalog, ServerParts.Wanted wanted, StoreReading reading, String source) {
    this(catalog, wanted, reading, source, new Json(reading.limits()));
  }

  private ServerReader(
      ServerCatalog catalog,
      ServerParts.Wanted wanted,
      StoreReading reading,
      String source,
      Json json) {
    super(new RebuiltDocument(source, json));
    this.catalog = catalog;
    this.wanted = wanted;
    this.reading = reading;
    this.source = source;
    this.json = json;
  }

  @Override
  public Step advance() throws IOException {
    try {
      return next() ? Step.DOCUMENT : Step.END;
    } catch (SQLException e) {
      throw new IllegalStateException("A server gave a SQL error; please report", e);
    } catch (IOException e) {
      throw new ArchiveException(
              Location.file(source),
              "read from Tiled server",
              String.valueOf(e.getMessage()),
              "Read again")
          .because(e);
    }
  }

  @Override
  boolean more() throws IOException, SQLException {
    if (entries.isEmpty()) {
      entries = Optional.of(new ArrayDeque<>(page()));
    }
    JsonNode entry = entries.get().poll();
    if (entry != null) {
      nextRun(entry);
    }
    return entry != null;
  }

  private List<JsonNode> page() throws IOException {
    return wanted.query().isPresent()
        ? catalog.page(wanted.path(), wanted.query().get(), ServerCatalog.METADATA).entries()
        : catalog.entry(wanted.path(), ServerCatalog.METADATA).map(List::of).orElse(List.of());
  }

  private void nextRun(JsonNode entry) throws IOException, SQLException {
    if (!ServerCatalog.hasSpec(entry, "BlueskyRun")) {
      return;
    }
    String name = ServerCatalog.encoded(entry.path("id").asText());
    String path = wanted.path();
    if (wanted.query().isPresent()) {
      path = path.isEmpty() ? name : path + "/" + name;
    }
    RunNode ends = catalog.run(entry, path, 0, false);
    boolean isWanted = reading.runUids().isEmpty() || reading.runUids().contains(ends.uid());
    if (!isWanted) {
      return;
    }
    RunNode node = reading.scope() == Scope.ENDS ? ends : catalog.run(entry, path, 0, true);
    RunPlan run = new RunPlan(node);
    add(new MadeSection(List.of(run.start()), json));
    boolean whole = reading.scope() == Scope.EVERYTHING;
    add(new MadeSection(descriptors(run, whole), json));
    if (whole) {
      for (StreamPlan stream : run.streams()) {
        if (!stream.stream().tables().isEmpty()) {
          add(new ServerTable(stream, catalog, json));
        }
      }
    }
    add(new MadeSection(run.stop().stream().toList(), json));
  }

  @Override
  List<long[]> seqNums(StreamPlan plan, DataNode array, long rows) throws IOException {
    List<DataNode> tables = plan.stream().tables();
    boolean isCounted = array.managed() == DataNode.Managed.EXTERNALLY || tables.size() != 1;
    String stamp = "ts_" + array.key();
    Optional<ArrowFile> found =
        isCounted
            ? Optional.empty()
            : ServerTable.rows(
                tables.get(0), catalog, "&column=seq_num&column=" + ServerCatalog.encoded(stamp));
    if (found.isEmpty()) {
      return List.of(new long[] {1, rows + 1});
    }
    List<long[]> ranges = new ArrayList<>();
    try (ArrowFile events = found.get()) {
      int seqNum = events.names().indexOf("seq_num");
      int time = events.names().indexOf(stamp);
      while (seqNum >= 0 && events.next()) {
        boolean hasRow = time < 0 || events.value(time) != null;
        if (hasRow && events.value(seqNum) instanceof Number n) {
          SeqNums.add(ranges, n.longValue());
        }
      }
    }
    return ranges;
  }
}
