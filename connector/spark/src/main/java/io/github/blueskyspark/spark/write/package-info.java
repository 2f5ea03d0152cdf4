/**
 * Writing documents: {@code df.write().format("bluesky").option("archive", "jsonl").save(dir)}.
 *
 * <p>Lives here: Spark's batch write of the columns of table {@code documents}, one file a run,
 * staged and then moved into place as one commit. May not live here: how a format frames a
 * document, which is {@code spi.DocumentEncoder}'s business, and changing a document.
 */
package io.github.blueskyspark.spark.write;
