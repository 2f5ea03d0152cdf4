/**
 * Measurements of this project against its peers, side by side in one run on the same machine and
 * data. Nothing in here is shipped and nothing else may depend on it.
 */
package io.github.blueskyspark.benchmarks;
