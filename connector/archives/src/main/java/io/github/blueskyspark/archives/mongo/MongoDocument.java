package io.github.blueskyspark.archives.mongo;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.blueskyspark.archives.CanonicalJson;
import io.github.blueskyspark.archives.FieldNames;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.util.Arrays;

/** A document as a range of BSON bytes; its reader fills the same object again. */
final class MongoDocument implements RawDocument {
  private final String source;
  private final StreamReadConstraints constraints;
  private final FieldNames names = new FieldNames();
  private byte[] bytes = {};
  private int from;
  private byte[] piece = {};
  private int pieceFrom;
  private int pieceTo;
  private long position;
  private String name = "";
  private Edits edits = Edits.SINGLE;

  MongoDocument(String source, ReadLimits limits) {
    this.source = source;
    this.constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxDepth())
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .build();
  }

  /** The bytes of a whole document begin at an index. */
  void bson(byte[] buffer, int at) {
    bytes = buffer;
    from = at;
  }

  /** How the document stands in its source. */
  void piece(byte[] buffer, int begin, int end, long at) {
    piece = buffer;
    pieceFrom = begin;
    pieceTo = end;
    position = at;
  }

  /** What the document is. */
  void named(String called, Edits differences) {
    name = called;
    edits = differences;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Index of the document's first byte. */
  int from() {
    return from;
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
    return (long) pieceTo - pieceFrom;
  }

  @Override
  public JsonParser parser() {
    return new BsonParser(bytes, from, names, edits, constraints);
  }

  @Override
  public byte[] text() throws IOException {
    try (JsonParser parser = parser()) {
      return CanonicalJson.text(parser);
    }
  }

  @Override
  public byte[] raw(int limit) {
    return Arrays.copyOfRange(piece, pieceFrom, (int) Math.min(pieceTo, (long) pieceFrom + limit));
  }
}
