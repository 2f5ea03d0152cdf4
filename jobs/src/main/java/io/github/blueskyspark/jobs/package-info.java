/**
 * The program {@code bluesky-spark}: main method, session, console and exit codes.
 *
 * <p>Lives here: what every command shares. Commands are in {@code commands}, the command line in
 * {@code flags}, output in {@code render}. May not live here: logic. A command reads its options,
 * calls a converter or runs SQL, prints the result on standard output and everything else on
 * standard error.
 */
package io.github.blueskyspark.jobs;
