/**
 * Documents as JSON text in files: suitcase-jsonl lines, {@code name}/{@code doc} lines, RFC 7464
 * records and whole JSON arrays, plain or compressed.
 *
 * <p>Lives here: finding where one document ends and the next begins, in bounded memory and without
 * parsing, and going on behind damage. May not live here: what a document means, and any other
 * serialization. Bytes come from {@code spi.Storage}; raw documents go to the normalizer.
 */
package io.github.blueskyspark.archives.jsonl;
