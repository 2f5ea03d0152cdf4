package io.github.blueskyspark.documents;

import java.util.Map;

/**
 * The external arrays of one data key in one stream of a run.
 *
 * @param stream the stream
 * @param key as the first descriptor that has it says
 * @param resources stream resources by uid, in order of arrival
 * @param frames where the row of each seq_num is
 */
public record ExternalKey(
    String stream, DataKey key, Map<String, StreamResource> resources, FrameMap frames) {}
