package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.predicates.RunFacts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one run is, after all its documents passed the {@link Normalizer}: metadata documents,
 * seq_nums, external arrays, notes. Events themselves are not kept.
 */
public final class RunIndex implements RunFacts {
  private static final int MOST_NOTES = 1000;

  private final String uid;
  private final int number;
  private final RunOrigin origin;

  /** What the descriptors of one stream say together. */
  private static final class Stream {
    private final List<Descriptor> descriptors = new ArrayList<>();
    private final Map<String, DataKey> keys = new LinkedHashMap<>();
  }

  private final List<Descriptor> descriptors = new ArrayList<>();
  private final Set<String> descriptorUids = new HashSet<>();
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final Map<String, StreamCensus> censuses = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Long> tallies = new LinkedHashMap<>();
  private final RunArrays arrays = new RunArrays(this);
  private ObjectNode start;
  private ObjectNode stop;
  private Map<String, Map<String, ExternalKey>> external = Map.of();
  private long documents;

  RunIndex(String uid, int number, RunOrigin origin) {
    this.uid = uid;
    this.number = number;
    this.origin = origin;
  }

  /** A run of which only the start and stop documents are known, for example from an index. */
  public static RunIndex ofEnds(
      String uid, RunOrigin origin, ObjectNode start, Optional<ObjectNode> stop) {
    RunIndex run = new RunIndex(uid, 0, origin);
    run.start = start;
    run.stop = stop.orElse(null);
    return run;
  }

  /** uid of the run. */
  public String uid() {
    return uid;
  }

  int number() {
    return number;
  }

  /** Where its first document stands. */
  public RunOrigin origin() {
    return origin;
  }

  @Override
  public Optional<JsonNode> start() {
    return Optional.ofNullable(start);
  }

  /** The start document; the run has one, or it would be no run. */
  public ObjectNode startDocument() {
    return start;
  }

  @Override
  public Optional<JsonNode> stop() {
    return Optional.ofNullable(stop);
  }

  /** The stop document. */
  public Optional<ObjectNode> stopDocument() {
    return Optional.ofNullable(stop);
  }

  /** Start time in seconds since the epoch, UTC. */
  public double startTime() {
    return start.path("time").asDouble(Double.NaN);
  }

  @Override
  public Iterable<JsonNode> descriptors() {
    return () -> descriptors.stream().map(d -> (JsonNode) d.doc()).iterator();
  }

  /** Descriptors in order of arrival. */
  public List<Descriptor> descriptorList() {
    return Collections.unmodifiableList(descriptors);
  }

  /** Descriptors of one stream in order of arrival. */
  public List<Descriptor> descriptorsOf(String stream) {
    return streams.containsKey(stream) ? List.copyOf(streams.get(stream).descriptors) : List.of();
  }

  /** Names of the streams, by first descriptor. */
  public List<String> streams() {
    return List.copyOf(streams.keySet());
  }

  /** Data keys of one stream: of several descriptors the first that has a key decides. */
  public Map<String, DataKey> keysOf(String stream) {
    Stream found = streams.get(stream);
    return found == null ? Map.of() : Collections.unmodifiableMap(found.keys);
  }

  /** The events of one stream; empty when none came. */
  public StreamCensus census(String stream) {
    return censuses.computeIfAbsent(stream, s -> new StreamCensus());
  }

  /** Streams whose events were counted. */
  Map<String, StreamCensus> censuses() {
    return censuses;
  }

  /** External arrays of one stream by data key. */
  public Map<String, ExternalKey> external(String stream) {
    return external.getOrDefault(stream, Map.of());
  }

  /**
   * The row that a datum of the old dialect names.
   *
   * @param seqNum of the event that refers to it, which counts where the datum says no index
   */
  public Optional<DatumRow> datumRow(String datumId, long seqNum) {
    return arrays.rowOf(datumId, seqNum);
  }

  /** What had to be repaired, one sentence each. */
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    censuses.forEach(
        (stream, c) -> {
          if (c.superseded() > 0) {
            all.add(
                "stream '"
                    + stream
                    + "': "
                    + c.superseded()
                    + " events were superseded by later ones with the same seq_num");
          }
        });
    tallies.forEach((text, times) -> all.add(times == 1 ? text : text + " (" + times + " times)"));
    for (Map<String, ExternalKey> keys : external.values()) {
      for (ExternalKey key : keys.values()) {
        all.addAll(key.frames().notes());
        key.frames().faults().stream()
            .limit(MOST_NOTES)
            .forEach(f -> all.add(f.rule().label() + ": " + f.reason()));
      }
    }
    return all;
  }

  /** Documents accepted so far. */
  public long documents() {
    return documents;
  }

  void count() {
    documents++;
  }

  void note(String text) {
    if (notes.size() < MOST_NOTES) {
      notes.add(text);
    }
  }

  /** Notes what may be said of many documents; said once, with their number. */
  void tally(String text) {
    if (tallies.size() < MOST_NOTES || tallies.containsKey(text)) {
      tallies.merge(text, 1L, Long::sum);
    }
  }

  RunArrays arrays() {
    return arrays;
  }

  void addStart(ObjectNode doc) throws MalformedDocument {
    if (start != null && !start.equals(doc)) {
      throw new MalformedDocument(
          "second-start", "the run already has a start document with other content");
    }
    start = doc;
  }

  void addStop(ObjectNode doc) throws MalformedDocument {
    if (stop != null && !stop.equals(doc)) {
      throw new MalformedDocument(
          "second-stop", "the run already has a stop document with other content");
    }
    stop = doc;
  }

  boolean hasStart() {
    return start != null;
  }

  void addDescriptor(Descriptor descriptor) {
    if (descriptorUids.add(descriptor.uid())) {
      descriptors.add(descriptor);
      Stream stream = streams.computeIfAbsent(descriptor.stream(), s -> new Stream());
      stream.descriptors.add(descriptor);
      descriptor.keys().forEach(k -> stream.keys.putIfAbsent(k.name(), k));
    }
  }

  void settle(Refusals refusals) {
    censuses.values().forEach(StreamCensus::settle);
    external = arrays.build(refusals);
  }
}
