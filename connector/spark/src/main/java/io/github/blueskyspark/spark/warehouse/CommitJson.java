package io.github.blueskyspark.spark.warehouse;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Commits as JSON, the format of {@code _bluesky/commits/*.json}. Unknown fields are passed over.
 */
final class CommitJson {
  /** Whoever opened a stream closes it, or reads it to its end. */
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
      out.writeStartObject();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        out.writeFieldName(field.getKey());
        out.writeTree(field.getValue());
      }
      // last, because it is long and whoever looks for data files can stop before it
      out.writeArrayFieldStart("sources");
      for (SourceFile s : commit.sources()) {
        out.writeStartObject();
        out.writeStringField("path", s.path());
        out.writeNumberField("size", s.size());
        out.writeNumberField("modified", s.modified());
        out.writeStringField("sha256", s.sha256());
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return CommitSeal.seal(bytes.toByteArray());
  }

  /** What {@code conversions} shows of a commit. */
  static Conversion conversion(InputStream json, String where) throws IOException {
    List<SourceFile> read = new ArrayList<>();
    JsonNode node = tree(json, where, Optional.of(read));
    List<Conversion.Source> sources = new ArrayList<>();
    for (SourceFile s : read) {
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

  /** Reads an entry; of its sources, of which there may be a million, no tree is made. */
  static Read read(InputStream json, String where) throws IOException {
    List<SourceFile> sources = new ArrayList<>();
    JsonNode node = tree(json, where, Optional.of(sources));
    return new Read(commit(node, sources), node.path("previous").asText());
  }

  /**
   * The same without its sources, of which there may be a million; reads no further than it must.
   */
  static Commit withoutSources(InputStream json, String where) throws IOException {
    return commit(tree(json, where, Optional.empty()), List.of());
  }

  /** All but the sources, which are added to a list where one is given. */
  private static JsonNode tree(InputStream json, String where, Optional<List<SourceFile>> sources)
      throws IOException {
    ObjectNode node = JSON.createObjectNode();
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (!name.equals("sources")) {
          node.set(name, parser.<JsonNode>readValueAsTree());
        } else if (sources.isPresent()) {
          sources.get().clear();
          addSources(parser, sources.get());
        } else if (node.has("removed")) {
          break;
        } else {
          parser.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw noJson(where, e);
    }
    return checked(node, where);
  }

  private static void addSources(JsonParser parser, List<SourceFile> sources) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      sources.add(source(parser.<JsonNode>readValueAsTree()));
    }
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

  private static SourceFile source(JsonNode node) {
    return new SourceFile(
        node.path("path").asText(),
        node.path("size").asLong(),
        node.path("modified").asLong(),
        node.path("sha256").asText());
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
