/**
 * Where documents come from: one package below this one for each kind of archive. A kind of archive
 * knows {@code spi} and what that exposes, never another kind and never Spark; it is found by
 * {@code ServiceLoader}.
 *
 * <p>Lives here: what kinds of files share, namely the bounded window over a stream, decompression,
 * and how broken pieces are told and passed over. May not live here: any one serialization.
 */
package io.github.blueskyspark.archives;
