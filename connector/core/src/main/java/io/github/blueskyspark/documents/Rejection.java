package io.github.blueskyspark.documents;

import java.io.Serializable;

/**
 * A piece of input that was put into quarantine.
 *
 * @param source URI of the file
 * @param position byte offset where the piece starts
 * @param length bytes of the piece
 * @param runUid run it belongs to, empty when not known
 * @param document kind of document, empty when not known
 * @param rule short name of the rule it breaks, kebab-case
 * @param reason one sentence with the values found
 * @param raw first 64 KiB of the piece
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to a BINARY column; never compared
public record Rejection(
    String source,
    long position,
    long length,
    String runUid,
    String document,
    String rule,
    String reason,
    byte[] raw)
    implements Serializable {
  /** Bytes of a rejected piece that are kept. */
  public static final int RAW_LIMIT = 64 * 1024;
}
