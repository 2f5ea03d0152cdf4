/**
 * The conversions as procedures of a catalog: {@code CALL c.system.convert(…)} and {@code CALL
 * c.system.vacuum(…)}. They are found by the Spark layer, which does not know the converters.
 */
package io.github.blueskyspark.converters.procedures;
