/**
 * Errors with a place: every message is {@code where: Cannot <verb> <what>: <found>. <what to do>}.
 *
 * <p>Lives here: {@link io.github.blueskyspark.errors.Location} and the exceptions a user can meet.
 * May not live here: anything that opens files or knows options. Thrown by every layer above and
 * shown unchanged by Spark and the command line.
 */
package io.github.blueskyspark.errors;
