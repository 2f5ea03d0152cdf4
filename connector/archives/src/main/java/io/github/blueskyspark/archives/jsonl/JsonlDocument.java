package io.github.blueskyspark.archives.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.blueskyspark.documents.RawDocument;
import java.io.IOException;
import java.util.Arrays;

/** A document as a range of the reader's buffer; the reader fills the same object again. */
final class JsonlDocument implements RawDocument {
  private final String source;
  private final JsonFactory json;
  private byte[] bytes = {};
  private int from;
  private int to;
  private int documentFrom;
  private int documentTo;
  private long position;
  private String name = "";

  JsonlDocument(String source, JsonFactory json) {
    this.source = source;
    this.json = json;
  }

  void piece(byte[] buffer, int pieceFrom, int pieceTo, long at) {
    bytes = buffer;
    from = pieceFrom;
    to = pieceTo;
    position = at;
  }

  void document(String called, int objectFrom, int objectTo) {
    name = called;
    documentFrom = objectFrom;
    documentTo = objectTo;
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
  public JsonParser parser() throws IOException {
    return json.createParser(bytes, documentFrom, documentTo - documentFrom);
  }

  @Override
  public byte[] text() {
    return Arrays.copyOfRange(bytes, documentFrom, documentTo);
  }

  @Override
  public byte[] raw(int limit) {
    return Arrays.copyOfRange(bytes, from, Math.min(to, from + limit));
  }
}
