package io.github.blueskyspark.archives.msgpack;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.blueskyspark.archives.CanonicalJson;
import io.github.blueskyspark.archives.FieldNames;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.util.Arrays;

/** A document as a range of the reader's buffer; the reader fills the same object again. */
final class MsgpackDocument implements RawDocument {
  private final String source;
  private final StreamReadConstraints constraints;
  private final FieldNames names = new FieldNames();
  private byte[] bytes = {};
  private int from;
  private int map;
  private int to;
  private long position;
  private String name = "";

  MsgpackDocument(String source, ReadLimits limits) {
    this.source = source;
    this.constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth())
            .maxStringLength(limits.maxDocumentBytes())
            .maxNameLength(limits.maxDocumentBytes())
            .build();
  }

  void set(byte[] buffer, int messageFrom, int mapFrom, int messageTo, long at) {
    bytes = buffer;
    from = messageFrom;
    map = mapFrom;
    to = messageTo;
    position = at;
  }

  void named(String called) {
    name = called;
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
    return (long) to - from;
  }

  @Override
  public JsonParser parser() {
    return new MsgpackParser(bytes, map, to, names, constraints);
  }

  @Override
  public byte[] text() throws IOException {
    try (JsonParser parser = parser()) {
      return CanonicalJson.text(parser);
    }
  }

  @Override
  public byte[] raw(int limit) {
    return Arrays.copyOfRange(bytes, from, Math.min(to, from + limit));
  }
}
