/**
 * The commands of {@code bluesky-spark}, a class each.
 *
 * <p>Lives here: which flags a command takes, which converter or query it calls, what it prints.
 * May not live here: how anything is read or written, which is the converters' and the connector's
 * business. Calls come from the program, results go to its console.
 */
package io.github.blueskyspark.jobs.commands;
