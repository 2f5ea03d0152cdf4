/**
 * The functions of the catalog: {@code matches} and the {@code nd_…} family over NDARRAY.
 *
 * <p>Lives here: what Spark's FunctionCatalog needs to bind and call them, and the reading of
 * VARIANT and NDARRAY values. May not live here: the mathematics, which is the core's arrays
 * package, and the query language, which is its predicates package.
 */
package io.github.blueskyspark.spark.functions;
