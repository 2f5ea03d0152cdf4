package io.github.blueskyspark.spark.warehouse;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.Conversion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commits as JSON, the format of {@code _bluesky/commits/*.json}. Unknown fields are passed over.
 */
final class CommitJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CommitJson() {}

  /**
   * @param previous SHA-256 of the entry before, empty for the first
   */
  static byte[] write(Commit commit, String previous) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    boolean plain = commit.added().stream().allMatch(f -> f.owner() == 0);
    node.put("format", plain ? LayoutVersion.PLAIN_LOG : LayoutVersion.LOG);
    node.put("previous", previous);
    node.put(CommitSeal.FIELD, CommitSeal.BLANK);
    node.put("number", commit.number());
    node.put("id", commit.id());
    node.put("time", commit.time());
    node.put("kind", commit.kind());
    node.put("converter_version", LayoutVersion.converter());
    node.put("schema_version", LayoutVersion.SCHEMA);
    node.set("selection", JSON.valueToTree(new TreeMap<>(commit.selection())));
    node.put("runs", commit.runs());
    node.set("documents", JSON.valueToTree(new TreeMap<>(commit.documents())));
    node.set("rows", JSON.valueToTree(new TreeMap<>(commit.rows())));
    node.put("quarantined", commit.quarantined());
    ArrayNode added = node.putArray("added");
    for (TableFile f : commit.added()) {
      ObjectNode file = added.addObject();
      file.put("path", f.path()).put("size", f.size()).put("sha256", f.sha256());
      if (f.owner() != 0) {
        file.put("of", f.owner());
      }
    }
    commit.removed().forEach(node.putArray("removed")::add);
    // last, because it is long and whoever looks for data files can stop before it
    ArrayNode sources = node.putArray("sources");
    for (SourceFile s : commit.sources()) {
      sources
          .addObject()
          .put("path", s.path())
          .put("size", s.size())
          .put("modified", s.modified())
          .put("sha256", s.sha256());
    }
    return CommitSeal.seal(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
  }

  /** What {@code conversions} shows of a commit. */
  static Conversion conversion(byte[] json, String where) throws IOException {
    JsonNode node = tree(json, where);
    List<Conversion.Source> sources = new ArrayList<>();
    for (SourceFile s : sources(node)) {
      sources.add(new Conversion.Source(s.path(), s.size(), s.modified(), s.sha256()));
    }
    return new Conversion(
        node.path("id").asText(),
        node.path("time").asDouble(),
        sources,
        node.path("converter_version").asText(),
        texts(node.path("selection")),
        node.path("runs").asLong(),
        counts(node.path("documents")),
        counts(node.path("rows")),
        node.path("quarantined").asLong());
  }

  /**
   * What an entry of the log holds.
   *
   * @param previous SHA-256 of the entry before; empty where it says none
   */
  record Read(Commit commit, String previous) {}

  static Read read(byte[] json, String where) throws IOException {
    JsonNode node = tree(json, where);
    return new Read(commit(node, sources(node)), node.path("previous").asText());
  }

  /**
   * The same without its sources, of which there may be a million; reads no further than it must.
   */
  static Commit withoutSources(InputStream json, String where) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (!name.equals("sources")) {
          node.set(name, parser.<JsonNode>readValueAsTree());
        } else if (node.has("removed")) {
          break;
        } else {
          parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw noJson(where, e);
    }
    return commit(checked(node, where), List.of());
  }

  private static Commit commit(JsonNode node, List<SourceFile> sources) {
    List<TableFile> added = new ArrayList<>();
    for (JsonNode f : node.path("added")) {
      added.add(
          new TableFile(
              f.path("path").asText(),
              f.path("size").asLong(),
              f.path("sha256").asText(),
              f.path("of").asLong()));
    }
    List<String> removed = new ArrayList<>();
    node.path("removed").forEach(f -> removed.add(f.asText()));
    return new Commit(
        node.path("number").asLong(),
        node.path("id").asText(),
        node.path("time").asDouble(),
        node.path("kind").asText(),
        texts(node.path("selection")),
        sources,
        node.path("runs").asLong(),
        counts(node.path("documents")),
        counts(node.path("rows")),
        node.path("quarantined").asLong(),
        added,
        removed);
  }

  private static JsonNode tree(byte[] json, String where) throws IOException {
    try {
      return checked(JSON.readTree(json), where);
    } catch (JsonProcessingException e) {
      throw noJson(where, e);
    }
  }

  private static ArchiveException noJson(String where, JsonProcessingException e) {
    return new ArchiveException(
            Location.file(where),
            "read commit",
            "it is no JSON: " + e.getOriginalMessage(),
            "It was changed after it was written: put it back from a copy, or convert into a new"
                + " directory")
        .because(e);
  }

  private static JsonNode checked(JsonNode node, String where) {
    int format = node.path("format").asInt();
    if (format < LayoutVersion.PLAIN_LOG || format > LayoutVersion.LOG) {
      throw new ArchiveException(
          Location.file(where),
          "read commit",
          "its format is " + format + " and this version knows " + LayoutVersion.LOG,
          "Use the version of bluesky-spark that wrote it, or a newer one");
    }
    return node;
  }

  private static List<SourceFile> sources(JsonNode node) {
    List<SourceFile> sources = new ArrayList<>();
    for (JsonNode s : node.path("sources")) {
      sources.add(
          new SourceFile(
              s.path("path").asText(),
              s.path("size").asLong(),
              s.path("modified").asLong(),
              s.path("sha256").asText()));
    }
    return sources;
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  private static Map<String, Long> counts(JsonNode node) {
    Map<String, Long> counts = new TreeMap<>();
    node.properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    return counts;
  }
}
