package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes event documents of every kind: counts their seq_nums and compares their keys with the
 * descriptor's. No tree is built for single events unless their seq_num repeats or they name
 * datums. Not thread safe.
 */
final class EventIntake {
  private final PassState state;
  private final ValueCheck check = new ValueCheck();
  private final EventHeader header = EventHeader.checking(check);
  private final EventPages pages = new EventPages();
  private final KeyAgreement agreement = new KeyAgreement();

  EventIntake(PassState state) {
    this.state = state;
  }

  /** A key that stands twice in the event read last. */
  Optional<String> repeatedKey() {
    return check.repeated();
  }

  /** Takes an event and returns the uid of its run. */
  String event(RawDocument raw) throws IOException, MalformedDocument {
    header.read(raw);
    if (!header.descriptor().isEmpty()) {
      state.descriptor(header.descriptor()).ifPresent(d -> state.about(d.runUid()));
    }
    header.check();
    Descriptor d = descriptor(header.descriptor());
    Optional<RunIndex> run = state.run(d.runUid(), raw);
    if (run.isPresent()) {
      compareKeys(run.get(), d, header.dataKeys());
      boolean watch = repeats(d, header.seqNum());
      if (watch || d.refersToDatums()) {
        count(run.get(), d, Json.tree(raw), watch, state.place(raw));
      } else {
        run.get().census(d.stream()).add(header.seqNum());
      }
    }
    return d.runUid();
  }

  String eventPage(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    List<ObjectNode> events = pages.events(doc);
    Descriptor d = descriptor(Json.text(doc, "descriptor"));
    countAll(d, events, raw);
    return d.runUid();
  }

  String bulkEvents(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    Map<Descriptor, List<ObjectNode>> all = new LinkedHashMap<>();
    for (Map.Entry<String, List<ObjectNode>> entry : pages.bulk(doc).entrySet()) {
      all.put(descriptor(entry.getKey()), entry.getValue());
    }
    String run = "";
    for (Map.Entry<Descriptor, List<ObjectNode>> entry : all.entrySet()) {
      countAll(entry.getKey(), entry.getValue(), raw);
      run = entry.getKey().runUid();
    }
    if (run.isEmpty()) {
      throw new MalformedDocument("missing-field", "it names no descriptor");
    }
    return run;
  }

  private Descriptor descriptor(String uid) throws MalformedDocument {
    Optional<Descriptor> known = state.descriptor(uid);
    if (known.isEmpty()) {
      throw MalformedDocument.waiting(
          "unknown-descriptor", "no descriptor '" + Json.shorten(uid) + "' in this run", uid);
    }
    return known.get();
  }

  private void countAll(Descriptor d, List<ObjectNode> events, RawDocument raw)
      throws MalformedDocument {
    Optional<RunIndex> run = state.run(d.runUid(), raw);
    if (run.isEmpty()) {
      return;
    }
    for (ObjectNode event : events) {
      List<String> keys = new ArrayList<>();
      event.path("data").fieldNames().forEachRemaining(keys::add);
      compareKeys(run.get(), d, check.keys(keys));
    }
    for (ObjectNode event : events) {
      boolean watch = repeats(d, event.path("seq_num").asLong());
      count(run.get(), d, event, watch, state.place(raw));
    }
  }

  private void compareKeys(RunIndex run, Descriptor d, List<String> keys) throws MalformedDocument {
    Optional<String> found = agreement.disagreement(d, keys);
    if (found.isPresent() && state.isStrict()) {
      throw new MalformedDocument("data-keys", found.get());
    }
    found.ifPresent(text -> run.tally("stream '" + d.stream() + "': " + text));
  }

  private boolean repeats(Descriptor d, long seqNum) {
    return state.censusBefore(d).map(c -> c.isRepeated(seqNum)).orElse(false);
  }

  private static void count(
      RunIndex run, Descriptor d, ObjectNode event, boolean watch, DocumentPlace place) {
    long seqNum = event.path("seq_num").asLong();
    run.census(d.stream()).add(seqNum);
    if (watch) {
      run.census(d.stream()).watch(seqNum, event);
    }
    if (d.refersToDatums()) {
      run.arrays().use(d, seqNum, event.path("data"), place);
    }
  }
}
