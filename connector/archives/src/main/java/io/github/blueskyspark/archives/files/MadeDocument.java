package io.github.blueskyspark.archives.files;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.archives.CanonicalJson;
import io.github.blueskyspark.documents.RawDocument;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A document that was made up.
 *
 * @param position its number in the run
 */
record MadeDocument(String source, long position, Text made) implements RawDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NOTE = "the documents of this run were made up from its files";

  /**
   * Name and text of a document.
   *
   * @param json in UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // read only
  record Text(String name, byte[] json) {
    static Text of(String name, ObjectNode doc) throws IOException {
      try (JsonParser parser = JSON.treeAsTokens(doc)) {
        return new Text(name, CanonicalJson.text(parser));
      }
    }
  }

  @Override
  public String name() {
    return made.name();
  }

  @Override
  public long length() {
    return made.json().length;
  }

  @Override
  public JsonParser parser() throws IOException {
    return JSON.createParser(made.json());
  }

  @Override
  public byte[] text() {
    return made.json();
  }

  @Override
  public byte[] raw(int limit) {
    return Arrays.copyOf(made.json(), Math.min(made.json().length, limit));
  }

  @Override
  public List<String> notes() {
    return made.name().equals("start") ? List.of(NOTE) : List.of();
  }
}
