package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;

/**
 * An external file set that holds one data key's arrays (event-model: stream_resource.json), old
 * Resource documents included.
 *
 * @param uid of the document; of a Resource that serves several keys, the Resource's uid
 * @param dataKey key it serves
 * @param mimetype modern mimetype, lower case
 * @param uri {@code file://…} and so on; old {@code root} and {@code resource_path} joined
 * @param parameters as in the document, old {@code resource_kwargs} translated
 */
public record StreamResource(
    String uid, String dataKey, String mimetype, String uri, ObjectNode parameters)
    implements Serializable {}
