package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One document as its source holds it, not yet looked into. Valid until the reader that gave it
 * advances.
 *
 * <p>The token view ({@link #parser()}) is common to JSON, MessagePack and BSON, so one path leads
 * from all of them into columns.
 */
public interface RawDocument {
  /** The name in front of the document, for example {@code event}; not checked. */
  String name();

  /** URI of the file, or of the collection on a server. */
  String source();

  /** Byte offset in the source (uncompressed) where the piece that holds the document starts. */
  long position();

  /** Bytes of that piece. */
  long length();

  /**
   * A new parser that stands before the document's START_OBJECT. Bare NaN and Infinity are numbers;
   * integers of any size are exact; {@code byte[]} values are VALUE_EMBEDDED_OBJECT. The caller
   * closes it.
   */
  JsonParser parser() throws IOException;

  /**
   * The document's text exactly as in the source where that is text; else canonical JSON: source
   * key order, shortest doubles.
   */
  byte[] text() throws IOException;

  /** The piece as it stands in the source, at most {@code limit} bytes of it. */
  byte[] raw(int limit);

  /**
   * What its reader repaired or made up, one sentence each; they become notes of the run. Empty for
   * documents that are as their source holds them.
   */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Uid of the run that it belongs to, where its source knows it: then documents that come between
   * two readings of a growing source move no other one to another run. Empty where the documents
   * themselves have to tell.
   */
  default Optional<String> runUid() {
    return Optional.empty();
  }
}
