package io.github.blueskyspark.documents;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What one pass of the {@link Normalizer} knows so far, and what the pass before found. Not thread
 * safe.
 */
final class PassState {
  private final Optional<PassState> before;
  private final Set<Normalizer.CopyOfRun> leftOut;
  private final boolean strict;
  private final GroupIndex index = new GroupIndex();
  private final Map<String, String> resourceOwners = new HashMap<>();
  private final Set<String> guessed = new HashSet<>();
  private final Map<String, String> awaited = new HashMap<>();
  private final Map<String, String> learned = new HashMap<>();
  private int file = -1;
  private String lastStarted = "";
  private String subject = "";
  private boolean needsAgain;

  PassState(Optional<PassState> before, Set<Normalizer.CopyOfRun> leftOut, boolean strict) {
    this.before = before;
    this.leftOut = Set.copyOf(leftOut);
    this.strict = strict;
  }

  /** The pass after this one. */
  PassState next() {
    PassState made = new PassState(Optional.of(this), leftOut, strict);
    made.learned.putAll(learned);
    return made;
  }

  boolean isFirst() {
    return before.isEmpty();
  }

  boolean isStrict() {
    return strict;
  }

  GroupIndex index() {
    return index;
  }

  int file() {
    return file;
  }

  OwnerTrack track() {
    return index.track(file);
  }

  void nextFile() {
    file++;
    index.track(file);
    lastStarted = "";
  }

  void started(String run) {
    lastStarted = run;
  }

  /** Run that the document at hand is about, for messages. */
  String subject() {
    return subject;
  }

  void about(String run) {
    subject = run;
  }

  boolean isLeftOut(String run) {
    return leftOut.contains(new Normalizer.CopyOfRun(file, run));
  }

  /** The run, made when it is new; empty when its documents in this file are a copy. */
  Optional<RunIndex> run(String uid, RawDocument raw) {
    about(uid);
    return isLeftOut(uid)
        ? Optional.empty()
        : Optional.of(index.runFor(uid, new RunOrigin(file, raw.source(), raw.position())));
  }

  /** Where the document at hand stands; its owner is not noted yet. */
  DocumentPlace place(RawDocument raw) {
    return new DocumentPlace(file, track().size(), raw.source(), raw.position());
  }

  /** A descriptor that came, or that the pass before found. */
  Optional<Descriptor> descriptor(String uid) {
    Optional<Descriptor> now = index.descriptor(uid);
    return now.isPresent() ? now : before.flatMap(b -> b.index.descriptor(uid));
  }

  /** The seq_nums that the pass before found. */
  Optional<StreamCensus> censusBefore(Descriptor d) {
    return before.flatMap(b -> b.index.run(d.runUid())).map(r -> r.census(d.stream()));
  }

  /**
   * Whose a resource is: as it says, as its datums showed, else the run that started last.
   *
   * @param said its {@code run_start}, may be empty
   */
  String ownResource(String uid, String said) {
    String run = said;
    if (run.isEmpty()) {
      run = before.map(b -> b.learned.get(uid)).orElse(lastStarted);
      guessed.add(uid);
    }
    resourceOwners.put(uid, run);
    needsAgain |= !run.equals(awaited.getOrDefault(uid, run));
    return run;
  }

  /** Run of a resource that a datum names; the last started where the resource has not come. */
  String ownerOfResource(String uid) {
    String known = resourceOwners.get(uid);
    if (known == null) {
      known =
          before
              .map(b -> b.learned.getOrDefault(uid, b.resourceOwners.get(uid)))
              .orElse(lastStarted);
      awaited.put(uid, known);
    }
    return known;
  }

  /** A datum or event of a run refers to a resource: that decides where nothing else does. */
  void use(String resource, String run) {
    boolean mayMove = guessed.contains(resource) || !resourceOwners.containsKey(resource);
    if (isFirst() && mayMove && !run.equals(resourceOwners.get(resource))) {
      learned.put(resource, run);
      needsAgain = true;
    }
  }

  void wantAgain() {
    needsAgain = true;
  }

  /**
   * Whether later documents changed what earlier ones mean. The second pass may find seq_nums that
   * repeat among events that came before their descriptor; the third knows everything.
   */
  boolean needsAgain() {
    return needsAgain && before.flatMap(b -> b.before).isEmpty();
  }

  /** Run of the descriptor or resource of that uid. */
  Optional<String> runOf(String uid) {
    return index
        .descriptor(uid)
        .map(Descriptor::runUid)
        .or(() -> Optional.ofNullable(resourceOwners.get(uid)));
  }

  /** Datums that events of one run use and another run was given. */
  void moveDatums() {
    if (index.runs().size() < 2) {
      return;
    }
    Map<RunIndex, List<String>> missing = new LinkedHashMap<>();
    Set<String> all = new HashSet<>();
    for (RunIndex run : index.runs()) {
      List<String> datums = run.arrays().missingDatums();
      if (!datums.isEmpty()) {
        missing.put(run, datums);
        all.addAll(datums);
      }
    }
    Map<String, String> resources = new HashMap<>();
    if (!all.isEmpty()) {
      index.runs().forEach(run -> run.arrays().tellResources(all, resources));
    }
    missing.forEach(
        (run, datums) ->
            datums.stream()
                .map(resources::get)
                .filter(Objects::nonNull)
                .forEach(resource -> use(resource, run.uid())));
  }
}
