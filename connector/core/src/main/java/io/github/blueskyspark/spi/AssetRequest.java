package io.github.blueskyspark.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.errors.Location;
import java.util.List;
import java.util.Optional;

/**
 * What the documents say of an external array.
 *
 * @param uri of the file; of a file sequence, of one of its files
 * @param mimetype modern mimetype
 * @param parameters of the stream resource
 * @param dtype as declared in the descriptor; the file decides
 * @param shape of one event as declared, {@code -1} where ragged
 * @param frames frames that the documents announce in this resource (one past the last frame), 0
 *     when unknown and for a file of a sequence
 * @param where for messages: run, stream, data key
 */
public record AssetRequest(
    String uri,
    String mimetype,
    ObjectNode parameters,
    Optional<DType> dtype,
    List<Long> shape,
    long frames,
    Location where) {
  /** Copies the shape. */
  public AssetRequest {
    shape = List.copyOf(shape);
  }
}
