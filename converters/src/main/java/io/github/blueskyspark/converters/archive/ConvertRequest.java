package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.options.Options;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What to convert.
 *
 * @param sources paths or URIs of one archive
 * @param target directory of the warehouse
 * @param options reader options
 * @param streams streams that get a folder; empty for all
 * @param frames whether external arrays are copied
 * @param sink format of the tables; {@code target} may be a namespace of a catalog where it is not
 *     plain Parquet
 */
public record ConvertRequest(
    List<String> sources,
    String target,
    Map<String, String> options,
    Optional<List<String>> streams,
    Frames frames,
    SinkKind sink) {
  /** What becomes of external arrays. */
  public enum Frames {
    /** They stay where they are; table {@code assets} says where that is. */
    REFERENCED,
    /** They stay where they are; table {@code chunks} says where each chunk stands. */
    LOCATED,
    /** They are copied into {@code frames/} and {@code stream/}. */
    COPIED
  }

  /** Into plain Parquet. */
  public ConvertRequest(
      List<String> sources,
      String target,
      Map<String, String> options,
      Optional<List<String>> streams,
      Frames frames) {
    this(sources, target, options, streams, frames, SinkKind.PARQUET);
  }

  /** One archive into plain Parquet, all streams, external arrays referenced. */
  public ConvertRequest(String source, String target) {
    this(List.of(source), target, Map.of(), Optional.empty(), Frames.REFERENCED);
  }

  /** Copies the collections. */
  public ConvertRequest {
    sources = List.copyOf(sources);
    options = Map.copyOf(options);
    streams = streams.map(List::copyOf);
  }

  /** Whether the first bad piece of input ends the conversion. */
  boolean isStrict() {
    return options.entrySet().stream()
        .anyMatch(
            e ->
                e.getKey().equalsIgnoreCase(Options.MODE.key())
                    && e.getValue().strip().equalsIgnoreCase("FAILFAST"));
  }

  /** The options, bad input being told of instead. */
  Map<String, String> tolerant() {
    Map<String, String> tolerant = new TreeMap<>(options);
    tolerant.keySet().removeIf(k -> k.equalsIgnoreCase(Options.MODE.key()));
    tolerant.put(Options.MODE.key(), "PERMISSIVE");
    return tolerant;
  }

  /**
   * What decides which rows come out, beside the sources themselves. Secrets are not part of it.
   */
  Map<String, String> selection() {
    Map<String, String> selection = new TreeMap<>();
    options.forEach((key, value) -> selection.put(key, SelectionText.isSecret(key) ? "…" : value));
    streams.ifPresent(names -> selection.put("streams", String.join(",", names)));
    if (frames != Frames.REFERENCED) {
      selection.put("frames", frames == Frames.COPIED ? "copied" : "located");
    }
    return selection;
  }
}
