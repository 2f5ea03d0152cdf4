/**
 * MongoDB's collections of Bluesky documents, as suitcase-mongo lays them out (normalized and
 * embedded): a mongodump directory of BSON files, exports in extended JSON, and a live server.
 *
 * <p>Whatever the source, a document becomes BSON bytes in memory and its tokens come from there;
 * what the database added to it ({@code _id}, page bookkeeping) is left out. May not live here:
 * knowledge of tables or of other formats. Documents go to {@code documents.Normalizer}, which also
 * decides what is an orphan.
 */
package io.github.blueskyspark.archives.mongo;
