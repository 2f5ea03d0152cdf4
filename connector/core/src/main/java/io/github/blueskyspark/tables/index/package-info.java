/**
 * The run index: start and stop documents of runs, kept beside the size and time of the files they
 * were read from, so that searches and run keys open no document file.
 *
 * <p>Lives here: what is kept, its bytes, and the test whether an entry still is what a file holds.
 * May not live here: where the index is kept, and which queries use it, which is {@code plan}'s
 * business. An index is a cache: whatever is missing, old or damaged in it is read from the files.
 */
package io.github.blueskyspark.tables.index;
