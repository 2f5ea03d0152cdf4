/**
 * Where documents come from: one package below this one for each kind of archive. A kind of archive
 * knows {@code spi} and what that exposes, never another kind and never Spark; it is found by
 * {@code ServiceLoader}.
 */
package io.github.blueskyspark.archives;
