/**
 * Where arrays come from: one package below this one for each file format. A format knows {@code
 * spi} and what that exposes, never another format and never Spark; it is found by {@code
 * ServiceLoader}.
 */
package io.github.blueskyspark.assets;
