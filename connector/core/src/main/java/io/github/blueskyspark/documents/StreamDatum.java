package io.github.blueskyspark.documents;

import java.io.Serializable;

/**
 * Rows of an external array that belong to events of a stream (event-model: stream_datum.json).
 *
 * @param uid of the document
 * @param resource uid of the stream resource
 * @param descriptor uid of the descriptor
 * @param seqStart first seq_num, 1-based, inclusive
 * @param seqStop last seq_num, exclusive
 * @param indexStart first row in the resource, in datum units, 0-based, inclusive
 * @param indexStop last row, exclusive
 */
public record StreamDatum(
    String uid,
    String resource,
    String descriptor,
    long seqStart,
    long seqStop,
    long indexStart,
    long indexStop)
    implements Serializable {}
