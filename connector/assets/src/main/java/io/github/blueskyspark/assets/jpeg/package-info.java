/**
 * JPEG files, one picture each, as cameras and sequences of event-model name them: grey as {@code
 * [y, x]}, colour as {@code [y, x, 3]}. Decoding itself is shared with TIFF and lives in the parent
 * package; here are the files and the regions.
 */
package io.github.blueskyspark.assets.jpeg;
