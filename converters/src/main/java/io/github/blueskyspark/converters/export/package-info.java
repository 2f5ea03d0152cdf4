/**
 * Documents back out of an archive, as the files they came from.
 *
 * <p>Lives here: framing the text of documents as suitcase does, a file a run. May not live here:
 * changing a document. Rows of table {@code documents} come in, files leave.
 */
package io.github.blueskyspark.converters.export;
