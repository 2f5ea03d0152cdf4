/**
 * Documents as MessagePack, as suitcase-msgpack writes them: messages of a name and a map, with
 * numpy arrays and scalars in the maps that msgpack-numpy makes of them.
 *
 * <p>Lives here: finding where a message ends without trusting any size it declares, and a token
 * view that turns arrays into lists of numbers. May not live here: what a document means. Bytes
 * come from {@code spi.Storage}; raw documents go to the normalizer.
 */
package io.github.blueskyspark.archives.msgpack;
