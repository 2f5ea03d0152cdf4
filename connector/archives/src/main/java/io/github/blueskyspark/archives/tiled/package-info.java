/**
 * Catalogs of Tiled: the database read directly (SQLite or PostgreSQL, with its tables in DuckDB,
 * SQLite or PostgreSQL), or a running server over HTTP.
 *
 * <p>Tiled keeps tables and arrays, not documents. Documents are rebuilt here from the nodes below
 * each run, arrays become stream resources, and a note of the run says so. May not live here: how
 * arrays are read.
 */
package io.github.blueskyspark.archives.tiled;
