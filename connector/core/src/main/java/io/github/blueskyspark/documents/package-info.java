/**
 * Bluesky documents: the event-model kinds as types, where each one stood in its source, and the
 * one dialect that the rest reads.
 *
 * <p>Lives here: document kinds, what a run's metadata documents say, the mapping from seq_num to
 * (resource, index), and the normalizer that ends the old dialects (Resource/Datum, bulk events,
 * spec names). May not live here: file formats, tables. Raw documents come from the archive
 * formats; the tables read runs made of them.
 */
package io.github.blueskyspark.documents;
