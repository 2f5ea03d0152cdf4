package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The nodes of a running Tiled server, page by page. Not thread safe. */
final class ServerCatalog {
  /** What is asked of an entry. */
  static final String NAMES = "&fields=specs&fields=structure_family";

  /** Only runs. */
  static final String RUNS = specs("[\"BlueskyRun\"]", "[]");

  /** All but runs. */
  static final String OTHERS = specs("[]", "[\"BlueskyRun\"]");

  static final String METADATA = NAMES + "&fields=metadata";
  private static final String EVERYTHING =
      METADATA + "&fields=structure&fields=data_sources&include_data_sources=true";
  private static final int DEEPEST = 3;
  private static final int PAGE = 100;

  private final ServerClient client;
  private final String api;

  ServerCatalog(ServerClient client, String api) {
    this.client = client;
    this.api = api;
  }

  ServerClient client() {
    return client;
  }

  String api() {
    return api;
  }

  /**
   * A page of entries.
   *
   * @param next query of the page after it; empty when it is the last
   */
  record Page(List<JsonNode> entries, Optional<String> next) {}

  /** The first page below a node: its query. */
  static String first(int limit, String filter) {
    return "page%5Blimit%5D=" + limit + filter;
  }

  Page page(String path, String query, String fields) throws IOException {
    Optional<JsonNode> answer = client.json(api + "/search/" + path + "?" + query + fields);
    List<JsonNode> entries = new ArrayList<>();
    answer.ifPresent(a -> a.path("data").forEach(entries::add));
    Optional<String> next =
        answer
            .map(a -> a.path("links").path("next").asText(""))
            .filter(link -> link.indexOf('?') >= 0 && !entries.isEmpty())
            .map(ServerCatalog::pagePart);
    // The server's own name of itself may be another one than ours: only the place is taken.
    return new Page(entries, next.map(n -> n + filterOf(query)));
  }

  private static String pagePart(String link) {
    List<String> kept = new ArrayList<>();
    for (String parameter : link.substring(link.indexOf('?') + 1).split("&", -1)) {
      String plain = parameter.replace("[", "%5B").replace("]", "%5D");
      if (plain.startsWith("page%5B")) {
        kept.add(plain.replaceAll("[^A-Za-z0-9%=_.:-]", ""));
      }
    }
    return String.join("&", kept);
  }

  private static String filterOf(String query) {
    int filter = query.indexOf("&filter");
    return filter < 0 ? "" : query.substring(filter);
  }

  private static String specs(String include, String exclude) {
    String filter = "&filter%5Bspecs%5D%5Bcondition%5D%5B";
    return filter + "include%5D=" + encoded(include) + filter + "exclude%5D=" + encoded(exclude);
  }

  static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static boolean hasSpec(JsonNode entry, String name) {
    for (JsonNode spec : entry.path("attributes").path("specs")) {
      if (spec.path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  static boolean isContainer(JsonNode entry) {
    String family = entry.path("attributes").path("structure_family").asText();
    return family.equals("container") || family.equals("composite");
  }

  /** One entry; empty when it is gone. */
  Optional<JsonNode> entry(String path, String fields) throws IOException {
    return client
        .json(api + "/metadata/" + path + "?" + fields.substring(1))
        .map(a -> a.path("data"));
  }

  /**
   * A run.
   *
   * @param path of the run's node
   * @param number an id of our own
   * @param withStreams whether its streams are wanted
   */
  RunNode run(JsonNode entry, String path, long number, boolean withStreams) throws IOException {
    List<StreamNode> streams = withStreams ? streams(path, 0) : List.of();
    return new RunNode(number, entry.path("id").asText(), object(entry, "metadata"), streams);
  }

  private List<StreamNode> streams(String path, int depth) throws IOException {
    List<StreamNode> found = new ArrayList<>();
    for (JsonNode child : all(path, METADATA)) {
      String name = child.path("id").asText();
      String below = path + "/" + encoded(name);
      boolean isStream =
          hasSpec(child, "BlueskyEventStream")
              || child.path("attributes").path("metadata").has("data_keys");
      if (isContainer(child) && isStream) {
        found.add(new StreamNode(0, name, object(child, "metadata"), data(below, 0)));
      } else if (isContainer(child) && depth + 1 < DEEPEST) {
        found.addAll(streams(below, depth + 1));
      }
    }
    return found;
  }

  private List<DataNode> data(String path, int depth) throws IOException {
    List<DataNode> found = new ArrayList<>();
    for (JsonNode child : all(path, EVERYTHING)) {
      String name = child.path("id").asText();
      String below = path + "/" + encoded(name);
      if (!isContainer(child)) {
        found.add(dataNode(child, below));
      } else if (depth + 1 < DEEPEST && !name.startsWith("config")) {
        found.addAll(data(below, depth + 1));
      }
    }
    return found;
  }

  private DataNode dataNode(JsonNode entry, String path) {
    JsonNode attributes = entry.path("attributes");
    JsonNode source = attributes.path("data_sources").path(0);
    List<Asset> assets = new ArrayList<>();
    for (JsonNode asset : source.path("assets")) {
      assets.add(new Asset(asset.path("data_uri").asText(), asset.path("num").asInt(-1)));
    }
    assets.sort((a, b) -> Integer.compare(a.num(), b.num()));
    ObjectNode parameters =
        source.path("parameters") instanceof ObjectNode known
            ? known.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    boolean isExternal = source.path("management").asText().equals("external");
    String family = attributes.path("structure_family").asText();
    String mimetype = source.path("mimetype").asText();
    if (family.equals("table") && !isExternal) {
      mimetype = DataNode.TABLE; // however the server stores it, it gives it as one
      parameters.put(ServerTable.PATH, path);
    } else if (family.equals("ragged")) {
      mimetype = DataNode.RAGGED;
      parameters.put(ServerTable.PATH, path);
    }
    return new DataNode(
        entry.path("id").asText(),
        family,
        object(entry, "metadata"),
        source.path("id").asLong(),
        mimetype,
        isExternal ? DataNode.Managed.EXTERNALLY : DataNode.Managed.INTERNALLY,
        parameters,
        object(entry, "structure"),
        assets);
  }

  private static ObjectNode object(JsonNode entry, String name) {
    return entry.path("attributes").path(name) instanceof ObjectNode known
        ? known
        : JsonNodeFactory.instance.objectNode();
  }

  private List<JsonNode> all(String path, String fields) throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    Optional<String> query = Optional.of(first(PAGE, ""));
    while (query.isPresent()) {
      Page page = page(path, query.get(), fields);
      entries.addAll(page.entries());
      query = page.next();
    }
    return entries;
  }
}
