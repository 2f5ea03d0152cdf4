package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The events of one stream, from a server. Tables come as Arrow files: the server cannot give
 * columns of lists as JSON, and CSV has no types. Ragged arrays come as JSON, row by row.
 */
final class ServerTable implements Section {
  /** Parameter that holds a node's path on the server. */
  static final String PATH = "tiled_path";

  private static final String ARROW = "application/vnd.apache.arrow.file";

  private final StreamPlan plan;
  private final ServerCatalog catalog;
  private final Json json;
  private final EventWriter writer;
  private final List<ArrowFile> tables = new ArrayList<>();
  private final Map<String, JsonRows> ragged = new LinkedHashMap<>();
  private Optional<EventColumns> columns = Optional.empty();

  ServerTable(StreamPlan plan, ServerCatalog catalog, Json json) {
    this.plan = plan;
    this.catalog = catalog;
    this.json = json;
    this.writer = new EventWriter(json);
  }

  /** Rows of a JSON array, one after the other. */
  private static final class JsonRows implements RowArrays, java.io.Closeable {
    private final JsonParser parser;

    JsonRows(JsonParser parser) throws IOException {
      this.parser = parser;
      parser.nextToken();
    }

    @Override
    public void writeNext(String key, JsonGenerator to) throws IOException {
      JsonToken token = parser.nextToken();
      if (token != null && token != JsonToken.END_ARRAY) {
        to.writeFieldName(key);
        to.copyCurrentStructure(parser);
      }
    }

    @Override
    public void close() throws IOException {
      parser.close();
    }
  }

  private static String path(DataNode node) {
    return node.parameters().path(PATH).asText();
  }

  /** A table's rows; empty when it is gone. */
  static Optional<ArrowFile> rows(DataNode table, ServerCatalog catalog, String more)
      throws IOException {
    String uri =
        catalog.api()
            + "/table/full/"
            + path(table)
            + "?format="
            + ServerCatalog.encoded(ARROW)
            + more;
    Optional<InputStream> body = catalog.client().open(uri, ARROW);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = body.get()) {
      return Optional.of(ArrowFile.spool(in));
    }
  }

  private EventColumns begin() throws IOException {
    List<List<String>> names = new ArrayList<>();
    for (DataNode table : plan.stream().tables()) {
      Optional<ArrowFile> rows = rows(table, catalog, "");
      if (rows.isPresent()) {
        tables.add(rows.get());
        names.add(rows.get().names());
      } else {
        names.add(List.of());
      }
    }
    for (DataNode node : plan.stream().ragged()) {
      String uri = catalog.api() + "/ragged/full/" + path(node) + "?format=application/json";
      Optional<InputStream> body = catalog.client().open(uri, "application/json");
      if (body.isPresent()) {
        ragged.put(plan.original(node.key()), new JsonRows(json.parser(body.get())));
      }
    }
    return new EventColumns(plan, names);
  }

  @Override
  public boolean next(RebuiltDocument document) throws SQLException, IOException {
    if (columns.isEmpty()) {
      columns = Optional.of(begin());
    }
    if (tables.size() != plan.stream().tables().size()) {
      return false;
    }
    for (ArrowFile table : tables) {
      if (!table.next()) {
        return false;
      }
    }
    byte[] event =
        writer.event(plan, columns.get(), (t, i) -> tables.get(t).value(i - 1), Map.copyOf(ragged));
    document.set(plan.run().uid(), "event", event, List.of());
    return true;
  }

  @Override
  public void close() throws IOException {
    for (JsonRows rows : ragged.values()) {
      rows.close();
    }
    for (ArrowFile table : tables) {
      table.close();
    }
  }
}
