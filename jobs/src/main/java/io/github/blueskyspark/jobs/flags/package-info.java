/**
 * Words of a command line: flags, positional words, help pages.
 *
 * <p>Lives here: what a command accepts, how the words are split into it, and the page that
 * explains it. May not live here: Spark, or anything that runs. The words come from the shell;
 * commands take what was parsed, and flags that name a reader option are made from {@link
 * io.github.blueskyspark.options.Options}.
 */
package io.github.blueskyspark.jobs.flags;
