/**
 * Main methods and flags, and no logic: a command reads its options, calls a converter or runs SQL,
 * prints the result on standard output and everything else on standard error.
 */
package io.github.blueskyspark.jobs;
