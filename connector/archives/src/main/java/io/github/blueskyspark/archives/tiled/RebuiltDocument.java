package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.archives.CanonicalJson;
import io.github.blueskyspark.documents.RawDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A document made from what Tiled keeps; the reader fills the same object again. */
final class RebuiltDocument implements RawDocument {
  private final String source;
  private final Json json;
  private byte[] bytes = {};
  private String runUid = "";
  private String name = "";
  private long position = -1;
  private List<String> notes = List.of();

  /**
   * @param source the catalog, without a password
   */
  RebuiltDocument(String source, Json json) {
    this.source = source;
    this.json = json;
  }

  /** Takes the next document of the part. */
  void set(String run, String called, byte[] text, List<String> said) {
    runUid = run;
    name = called;
    bytes = text;
    notes = said;
    position++;
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
    return bytes.length;
  }

  @Override
  public JsonParser parser() throws IOException {
    return json.parser(bytes);
  }

  @Override
  public byte[] text() throws IOException {
    try (JsonParser parser = parser()) {
      return CanonicalJson.text(parser);
    }
  }

  @Override
  public byte[] raw(int limit) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, limit));
  }

  @Override
  public Optional<String> runUid() {
    return Optional.of(runUid);
  }

  @Override
  public List<String> notes() {
    return notes;
  }
}
