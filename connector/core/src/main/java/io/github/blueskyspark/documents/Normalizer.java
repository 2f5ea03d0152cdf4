package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the documents of a group of files in order and ends every old dialect: after it there are
 * runs with descriptors, events, stream resources and mappings, and each document belongs to a run
 * or is rejected by a named rule.
 *
 * <p>Where later documents change what earlier ones mean (a seq_num that comes again, a datum key
 * declared after its events), the whole group is passed once more: {@link #again()}. Events are
 * looked at token by token; no tree is built for them unless their seq_num repeats or they name
 * datums.
 */
public final class Normalizer {
  private record Pending(
      int file, long ordinal, String source, long position, Fault fault, String waitsFor) {}

  private final boolean withEvents;
  private final PassState state;
  private final EventIntake events;
  private final EventPages pages = new EventPages();
  private final SharedParts shared = new SharedParts();
  private final List<Pending> pending = new ArrayList<>();
  private Optional<String> repeatedKey = Optional.empty();

  private Normalizer(boolean withEvents, PassState state) {
    this.withEvents = withEvents;
    this.state = state;
    this.events = new EventIntake(state);
  }

  /**
   * A run's documents in one file of a group.
   *
   * @param file number of the file
   */
  public record CopyOfRun(int file, String runUid) {}

  /** Looks at metadata documents only; events are passed over unread. */
  public static Normalizer metadata(Set<CopyOfRun> leftOut) {
    return new Normalizer(false, new PassState(Optional.empty(), leftOut, false));
  }

  /**
   * Looks at every document.
   *
   * @param leftOut copies of runs that are not wanted
   * @param strict whether the first rejected document is an {@link ArchiveException}
   */
  public static Normalizer whole(Set<CopyOfRun> leftOut, boolean strict) {
    return new Normalizer(true, new PassState(Optional.empty(), leftOut, strict));
  }

  /** How many runs were seen so far. */
  public int runs() {
    return state.index().size();
  }

  /** Begins the next file of the group. */
  public void nextFile() {
    state.nextFile();
  }

  /** Takes the next document of the file. */
  public void accept(RawDocument raw) throws IOException {
    OwnerTrack track = state.track();
    state.about("");
    repeatedKey = Optional.empty();
    try {
      DocumentKind kind =
          DocumentKind.of(raw.name())
              .orElseThrow(
                  () ->
                      new MalformedDocument(
                          "unknown-document",
                          "'" + Json.shorten(raw.name()) + "' is no kind of event-model document"));
      String run = take(kind, raw);
      refuseRepeatedKey();
      own(run, kind, raw, track);
    } catch (MalformedDocument e) {
      Fault fault = e.fault().in(state.subject());
      long ordinal = track.append(OwnerTrack.NONE);
      if (e.waitsFor().isEmpty()) {
        reject(raw, ordinal, fault);
      } else {
        addPending(raw, ordinal, fault, e.waitsFor());
      }
    } catch (NumberOutOfRange e) {
      Fault fault = Fault.of("number-range", e.getOriginalMessage()).in(state.subject());
      reject(raw, track.append(OwnerTrack.NONE), fault);
    } catch (JsonProcessingException e) {
      Fault fault = Fault.of("not-json", firstLine(e.getOriginalMessage())).in(state.subject());
      reject(raw, track.append(OwnerTrack.NONE), fault);
    }
  }

  private void refuseRepeatedKey() throws MalformedDocument {
    if (repeatedKey.isPresent() && state.isStrict()) {
      throw new MalformedDocument(
          "duplicate-key", "key '" + Json.shorten(repeatedKey.get()) + "' stands twice");
    }
  }

  private void own(String run, DocumentKind kind, RawDocument raw, OwnerTrack track) {
    if (run.isEmpty()) {
      track.append(OwnerTrack.NONE);
      return;
    }
    Optional<RunIndex> owner = state.run(run, raw);
    long ordinal = track.append(owner.map(RunIndex::number).orElse(OwnerTrack.NONE));
    if (owner.isEmpty()) {
      return;
    }
    if (!owner.get().hasStart() && kind != DocumentKind.START) {
      String reason = "the run '" + Json.shorten(run) + "' has no start document here";
      addPending(raw, ordinal, new Fault("no-start", reason, run), "");
    }
    owner.get().count();
    raw.notes().forEach(owner.get()::note);
    if (repeatedKey.isPresent()) {
      state.index().addRepeatedKey(state.file(), ordinal);
      owner
          .get()
          .tally(
              kind.label()
                  + " document with key '"
                  + Json.shorten(repeatedKey.get())
                  + "' twice: the last one counts");
    }
  }

  private void addPending(RawDocument raw, long ordinal, Fault fault, String waitsFor) {
    pending.add(new Pending(state.file(), ordinal, raw.source(), raw.position(), fault, waitsFor));
  }

  /** Reads a document and returns the uid of its run; empty when it is not looked at. */
  private String take(DocumentKind kind, RawDocument raw) throws IOException, MalformedDocument {
    return switch (kind) {
      case START -> start(shared.of(tree(raw)), raw);
      case STOP -> stop(tree(raw), raw);
      case DESCRIPTOR -> descriptor(shared.of(tree(raw)), raw);
      case EVENT -> withEvents ? event(raw) : "";
      case EVENT_PAGE -> withEvents ? events.eventPage(tree(raw), raw) : "";
      case BULK_EVENTS -> withEvents ? events.bulkEvents(tree(raw), raw) : "";
      case STREAM_RESOURCE, RESOURCE -> resource(kind, tree(raw), raw);
      case STREAM_DATUM -> streamDatum(tree(raw), raw);
      case DATUM, DATUM_PAGE, BULK_DATUM -> datums(kind, tree(raw), raw);
    };
  }

  private ObjectNode tree(RawDocument raw) throws IOException {
    Json.Tree tree = Json.checked(raw);
    repeatedKey = tree.repeatedKey();
    return tree.doc();
  }

  private String event(RawDocument raw) throws IOException, MalformedDocument {
    String run = events.event(raw);
    repeatedKey = events.repeatedKey();
    return run;
  }

  private String start(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    state.about(uid);
    JsonNode time = doc.get("time");
    if (time == null || !time.isNumber() || !Double.isFinite(time.asDouble())) {
      throw new MalformedDocument(
          "start-time", "'time' is " + Json.shown(time) + ", not seconds since the epoch");
    }
    Optional<RunIndex> run = state.run(uid, raw);
    if (run.isPresent()) {
      run.get().addStart(doc);
    }
    state.started(uid);
    return uid;
  }

  private String stop(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    String uid = Json.text(doc, "run_start");
    Optional<RunIndex> run = state.run(uid, raw);
    if (run.isPresent()) {
      run.get().addStop(doc);
    }
    return uid;
  }

  private String descriptor(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    String run = Json.text(doc, "run_start");
    state.about(run);
    Descriptor made =
        Descriptor.of(Json.text(doc, "uid"), run, Json.textOr(doc, "name", "primary"), doc);
    state.index().descriptors().putIfAbsent(made.uid(), made);
    state.run(run, raw).ifPresent(r -> r.addDescriptor(made));
    return run;
  }

  private String resource(DocumentKind kind, ObjectNode doc, RawDocument raw)
      throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    String run = state.ownResource(uid, Json.textOr(doc, "run_start", ""));
    if (run.isEmpty()) {
      throw MalformedDocument.waiting(
          "no-start", "no run is known for resource '" + Json.shorten(uid) + "'", uid);
    }
    Optional<RunIndex> owner = state.run(run, raw);
    if (owner.isPresent() && kind == DocumentKind.RESOURCE) {
      owner.get().arrays().addResource(doc);
    } else if (owner.isPresent()) {
      owner.get().arrays().addStreamResource(doc);
    }
    return run;
  }

  private String streamDatum(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    StreamDatum datum = StreamDatums.of(doc);
    String run = state.ownerOfResource(datum.resource());
    Optional<Descriptor> descriptor = state.descriptor(datum.descriptor());
    if (descriptor.isPresent()) {
      state.use(datum.resource(), descriptor.get().runUid());
      run = run.isEmpty() ? descriptor.get().runUid() : run;
    }
    if (run.isEmpty()) {
      throw MalformedDocument.waiting(
          "unknown-descriptor",
          "no descriptor '" + Json.shorten(datum.descriptor()) + "' in this run",
          datum.descriptor());
    }
    state.about(run);
    if (state.isStrict()) {
      StreamDatums.refuseUnequal(datum);
    }
    DocumentPlace place = state.place(raw);
    state.run(run, raw).ifPresent(r -> r.arrays().addStreamDatum(datum, place));
    return run;
  }

  private String datums(DocumentKind kind, ObjectNode doc, RawDocument raw)
      throws MalformedDocument {
    List<EventPages.DatumRow> rows = pages.datums(kind, doc);
    String resource = Json.text(doc, "resource");
    String run = state.ownerOfResource(resource);
    if (run.isEmpty()) {
      throw MalformedDocument.waiting(
          "unknown-resource", "no resource '" + Json.shorten(resource) + "' in this run", resource);
    }
    state
        .run(run, raw)
        .ifPresent(
            r -> rows.forEach(d -> r.arrays().addDatum(d.datumId(), d.resource(), d.kwargs())));
    return run;
  }

  private void reject(RawDocument raw, long ordinal, Fault fault) {
    if (state.isStrict()) {
      throw refusal(raw.source(), raw.position(), Json.shorten(raw.name()) + " document", fault);
    }
    state.index().addFault(state.file(), ordinal, fault);
  }

  private static ArchiveException refusal(String source, long position, String what, Fault fault) {
    return new ArchiveException(
        Location.file(source).at(position),
        "read " + what,
        fault.reason(),
        "Mend the file, or read with mode=PERMISSIVE to keep the rest");
  }

  /**
   * What came of it; call once, after the last file.
   *
   * @throws ArchiveException when documents stayed without their run, and that is an error
   */
  public GroupIndex finish() {
    GroupIndex index = state.index();
    for (Pending p : pending) {
      Optional<String> late =
          p.waitsFor().isEmpty() ? Optional.of(p.fault().runUid()) : state.runOf(p.waitsFor());
      boolean found = late.flatMap(index::run).filter(RunIndex::hasStart).isPresent();
      boolean tooLate = !state.isFirst() && !p.waitsFor().isEmpty();
      if (!found || tooLate) {
        if (state.isStrict()) {
          throw refusal(p.source(), p.position(), "document", p.fault());
        }
        index.track(p.file()).correct(p.ordinal(), OwnerTrack.NONE);
        index.addFault(p.file(), p.ordinal(), p.fault());
      } else if (!p.waitsFor().isEmpty()) {
        state.wantAgain();
      }
    }
    state.moveDatums();
    boolean repeats =
        index.runs().stream()
            .anyMatch(r -> r.censuses().values().stream().anyMatch(StreamCensus::hasUnwatched));
    if (repeats) {
      state.wantAgain();
    }
    List<Refusals.Refusal> refused = index.settle();
    if (state.isStrict() && !state.needsAgain() && !refused.isEmpty()) {
      Refusals.Refusal first = refused.get(0);
      throw refusal(
          first.place().source(),
          first.place().position(),
          first.kind() + " document",
          first.fault());
    }
    return index;
  }

  /**
   * The pass to make over the same files once more, after {@link #finish()}; empty when this one
   * was enough.
   */
  public Optional<Normalizer> again() {
    return state.needsAgain()
        ? Optional.of(new Normalizer(withEvents, state.next()))
        : Optional.empty();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("it is not well formed");
  }
}
