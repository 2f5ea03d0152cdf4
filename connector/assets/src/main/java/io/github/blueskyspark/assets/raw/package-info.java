/**
 * Files that say nothing of themselves: their bytes are the array that the documents declare, or
 * one row of bytes where the documents do not fit.
 *
 * <p>Lives here: reading of plain bytes, which is also what is left for legacy specs that nobody
 * knows any more. May not live here: any format with a header of its own.
 */
package io.github.blueskyspark.assets.raw;
