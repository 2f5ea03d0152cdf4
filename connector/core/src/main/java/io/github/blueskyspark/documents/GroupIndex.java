package io.github.blueskyspark.documents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a group of files holds: its runs, and for each document whose it is or why it is rejected.
 */
public final class GroupIndex {
  private final Map<String, RunIndex> runs = new LinkedHashMap<>();
  private final List<RunIndex> numbered = new ArrayList<>();
  private final List<OwnerTrack> tracks = new ArrayList<>();
  private final Map<Long, Fault> faults = new HashMap<>();
  private final Map<Long, List<Fault>> parts = new HashMap<>();
  private final Map<String, Descriptor> descriptors = new HashMap<>();

  private final Set<Long> repeatedKeys = new HashSet<>();

  GroupIndex() {}

  /** The runs that have a start document, in order of appearance. */
  public Collection<RunIndex> runs() {
    return Collections.unmodifiableCollection(runs.values());
  }

  /** How many runs have a document, with a start document or without. */
  int size() {
    return runs.size();
  }

  /** The run of that uid. */
  public Optional<RunIndex> run(String uid) {
    return Optional.ofNullable(runs.get(uid));
  }

  /**
   * The run that owns a document; empty when the document is rejected, left out, or not looked at.
   */
  public Optional<RunIndex> owner(int file, long ordinal) {
    int at = file < tracks.size() ? tracks.get(file).at(ordinal) : OwnerTrack.NONE;
    return at == OwnerTrack.NONE
        ? Optional.empty()
        : Optional.of(numbered.get(at)).filter(RunIndex::hasStart);
  }

  /** Why a document is rejected. */
  public Optional<Fault> fault(int file, long ordinal) {
    return Optional.ofNullable(faults.get(key(file, ordinal)));
  }

  /**
   * What of an accepted document means nothing, such as indices without seq_nums, or a datum that
   * is not there.
   */
  public List<Fault> parts(int file, long ordinal) {
    return parts.isEmpty() ? List.of() : parts.getOrDefault(key(file, ordinal), List.of());
  }

  /**
   * Whether a key stands twice in one of the document's objects; then only its tree, in which the
   * last one counts, may be read.
   */
  public boolean hasRepeatedKey(int file, long ordinal) {
    return !repeatedKeys.isEmpty() && repeatedKeys.contains(key(file, ordinal));
  }

  /** How many documents are rejected. */
  public int faultCount() {
    return faults.size();
  }

  /** The descriptor of that uid, in whichever run. */
  public Optional<Descriptor> descriptor(String uid) {
    return Optional.ofNullable(descriptors.get(uid));
  }

  /** Adds to the notes of a run. */
  public void note(String runUid, String text) {
    run(runUid).ifPresent(r -> r.note(text));
  }

  private static long key(int file, long ordinal) {
    return ((long) file << 44) | ordinal;
  }

  OwnerTrack track(int file) {
    while (tracks.size() <= file) {
      tracks.add(new OwnerTrack());
    }
    return tracks.get(file);
  }

  RunIndex runFor(String uid, RunOrigin origin) {
    return runs.computeIfAbsent(
        uid,
        u -> {
          RunIndex made = new RunIndex(u, numbered.size(), origin);
          numbered.add(made);
          return made;
        });
  }

  void addRepeatedKey(int file, long ordinal) {
    repeatedKeys.add(key(file, ordinal));
  }

  void addFault(int file, long ordinal, Fault fault) {
    faults.put(key(file, ordinal), fault);
  }

  private void refuse(Refusals.Refusal refusal) {
    DocumentPlace place = refusal.place();
    if (refusal.whole()) {
      track(place.file()).correct(place.ordinal(), OwnerTrack.NONE);
      addFault(place.file(), place.ordinal(), refusal.fault());
    } else {
      parts
          .computeIfAbsent(key(place.file(), place.ordinal()), k -> new ArrayList<>())
          .add(refusal.fault());
    }
  }

  Map<String, Descriptor> descriptors() {
    return descriptors;
  }

  /** Ends the gathering; returns what is refused now that every document is known. */
  List<Refusals.Refusal> settle() {
    runs.values().removeIf(r -> !r.hasStart());
    Refusals refusals = new Refusals();
    runs.values().forEach(r -> r.settle(refusals));
    refusals.all().forEach(this::refuse);
    return refusals.all();
  }
}
