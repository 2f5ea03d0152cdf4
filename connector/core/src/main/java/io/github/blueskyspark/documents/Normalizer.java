package io.github.blueskyspark.documents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      int file,
      long ordinal,
      String source,
      long position,
      Fault fault,
      Optional<String> reference) {}

  private final boolean withEvents;
  private final Optional<GroupIndex> before;
  private final Set<CopyOfRun> leftOut;
  private final boolean strict;
  private final GroupIndex index = new GroupIndex();
  private final Map<String, String> resourceOwners = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private final EventHeader header = new EventHeader();
  private final EventPages pages = new EventPages();
  private int file = -1;
  private String lastStarted = "";
  private boolean needsAgain;

  private Normalizer(
      boolean withEvents, Optional<GroupIndex> before, Set<CopyOfRun> leftOut, boolean strict) {
    this.withEvents = withEvents;
    this.before = before;
    this.leftOut = Set.copyOf(leftOut);
    this.strict = strict;
  }

  /**
   * A run's documents in one file of a group.
   *
   * @param file number of the file
   */
  public record CopyOfRun(int file, String runUid) {}

  /** Looks at metadata documents only; events are passed over unread. */
  public static Normalizer metadata(Set<CopyOfRun> leftOut) {
    return new Normalizer(false, Optional.empty(), leftOut, false);
  }

  /**
   * Looks at every document.
   *
   * @param leftOut copies of runs that are not wanted
   * @param strict whether the first rejected document is an {@link ArchiveException}
   */
  public static Normalizer whole(Set<CopyOfRun> leftOut, boolean strict) {
    return new Normalizer(true, Optional.empty(), leftOut, strict);
  }

  /** Begins the next file of the group. */
  public void nextFile() {
    file++;
    index.track(file);
    lastStarted = "";
  }

  /** Takes the next document of the file. */
  public void accept(RawDocument raw) throws IOException {
    OwnerTrack track = index.track(file);
    Optional<DocumentKind> kind = DocumentKind.of(raw.name());
    try {
      if (kind.isEmpty()) {
        throw new MalformedDocument(
            "unknown-document", "'" + shorten(raw.name()) + "' is no kind of event-model document");
      }
      String run = take(kind.get(), raw, track);
      own(run, kind.get(), raw, track);
    } catch (MalformedDocument e) {
      reject(raw, track.append(OwnerTrack.NONE), e.fault());
    } catch (JsonProcessingException e) {
      reject(
          raw,
          track.append(OwnerTrack.NONE),
          Fault.of("not-json", firstLine(e.getOriginalMessage())));
    }
  }

  private void own(String run, DocumentKind kind, RawDocument raw, OwnerTrack track) {
    if (run.isEmpty() || leftOut.contains(new CopyOfRun(file, run))) {
      track.append(OwnerTrack.NONE);
      return;
    }
    RunIndex owner = index.runFor(run, new RunOrigin(file, raw.source(), raw.position()));
    long ordinal = track.append(owner.number());
    if (!owner.hasStart() && kind != DocumentKind.START) {
      Fault fault = new Fault("no-start", "the run '" + run + "' has no start document here", run);
      pending.add(
          new Pending(file, ordinal, raw.source(), raw.position(), fault, Optional.empty()));
    }
    owner.count();
  }

  /**
   * Reads a document and returns the uid of its run; empty when it is set aside or not looked at.
   */
  private String take(DocumentKind kind, RawDocument raw, OwnerTrack track)
      throws IOException, MalformedDocument {
    return switch (kind) {
      case START -> start(Json.tree(raw), raw);
      case STOP -> stop(Json.tree(raw), raw);
      case DESCRIPTOR -> descriptor(Json.tree(raw), raw);
      case EVENT -> withEvents ? event(raw, track) : "";
      case EVENT_PAGE -> withEvents ? eventPage(Json.tree(raw), raw, track) : "";
      case BULK_EVENTS -> withEvents ? bulkEvents(Json.tree(raw), raw, track) : "";
      case STREAM_RESOURCE, RESOURCE -> resource(kind, Json.tree(raw), raw);
      case STREAM_DATUM -> streamDatum(Json.tree(raw), raw, track);
      case DATUM, DATUM_PAGE, BULK_DATUM -> datums(kind, Json.tree(raw), raw, track);
    };
  }

  private String start(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    JsonNode time = doc.get("time");
    if (time == null || !time.isNumber() || !Double.isFinite(time.asDouble())) {
      throw new MalformedDocument(
          "start-time", "'time' is " + Json.shown(time) + ", not seconds since the epoch");
    }
    if (!leftOut.contains(new CopyOfRun(file, uid))) {
      index.runFor(uid, new RunOrigin(file, raw.source(), raw.position())).addStart(doc);
    }
    lastStarted = uid;
    return uid;
  }

  private String stop(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    String run = Json.text(doc, "run_start");
    if (!leftOut.contains(new CopyOfRun(file, run))) {
      index.runFor(run, new RunOrigin(file, raw.source(), raw.position())).addStop(doc);
    }
    return run;
  }

  private String descriptor(ObjectNode doc, RawDocument raw) throws MalformedDocument {
    String run = Json.text(doc, "run_start");
    Descriptor made =
        Descriptor.of(Json.text(doc, "uid"), run, Json.textOr(doc, "name", "primary"), doc);
    index.descriptors().putIfAbsent(made.uid(), made);
    if (!leftOut.contains(new CopyOfRun(file, run))) {
      index.runFor(run, new RunOrigin(file, raw.source(), raw.position())).addDescriptor(made);
    }
    return run;
  }

  private Optional<Descriptor> known(String uid) {
    Descriptor now = index.descriptors().get(uid);
    return now != null ? Optional.of(now) : before.flatMap(b -> b.descriptor(uid));
  }

  private String event(RawDocument raw, OwnerTrack track) throws IOException, MalformedDocument {
    header.read(raw);
    header.check();
    Optional<Descriptor> descriptor = known(header.descriptor());
    if (descriptor.isEmpty()) {
      return setAside(raw, track, header.descriptor());
    }
    Descriptor d = descriptor.get();
    RunIndex run = index.runFor(d.runUid(), new RunOrigin(file, raw.source(), raw.position()));
    if (!leftOut.contains(new CopyOfRun(file, d.runUid()))) {
      boolean watch = before.isPresent() && repeats(d, header.seqNum());
      if (watch || d.refersToDatums()) {
        count(run, d, Json.tree(raw), watch);
      } else {
        run.census(d.stream()).add(header.seqNum());
      }
    }
    return d.runUid();
  }

  private boolean repeats(Descriptor d, long seqNum) {
    return before
        .flatMap(b -> b.run(d.runUid()))
        .map(r -> r.census(d.stream()).isRepeated(seqNum))
        .orElse(false);
  }

  private void count(RunIndex run, Descriptor d, ObjectNode event, boolean watch) {
    long seqNum = event.path("seq_num").asLong();
    run.census(d.stream()).add(seqNum);
    if (watch) {
      run.census(d.stream()).watch(seqNum, event);
    }
    if (d.refersToDatums()) {
      run.arrays().use(d.stream(), d, seqNum, event.path("data"));
    }
  }

  private String eventPage(ObjectNode doc, RawDocument raw, OwnerTrack track)
      throws MalformedDocument {
    List<ObjectNode> events = pages.events(doc);
    String uid = Json.text(doc, "descriptor");
    Optional<Descriptor> descriptor = known(uid);
    if (descriptor.isEmpty()) {
      return setAside(raw, track, uid);
    }
    countAll(descriptor.get(), events, raw);
    return descriptor.get().runUid();
  }

  private String bulkEvents(ObjectNode doc, RawDocument raw, OwnerTrack track)
      throws MalformedDocument {
    String run = "";
    for (Map.Entry<String, List<ObjectNode>> entry : pages.bulk(doc).entrySet()) {
      Optional<Descriptor> descriptor = known(entry.getKey());
      if (descriptor.isEmpty()) {
        return setAside(raw, track, entry.getKey());
      }
      countAll(descriptor.get(), entry.getValue(), raw);
      run = descriptor.get().runUid();
    }
    return run;
  }

  private void countAll(Descriptor d, List<ObjectNode> events, RawDocument raw) {
    RunIndex run = index.runFor(d.runUid(), new RunOrigin(file, raw.source(), raw.position()));
    if (!leftOut.contains(new CopyOfRun(file, d.runUid()))) {
      for (ObjectNode event : events) {
        count(run, d, event, before.isPresent() && repeats(d, event.path("seq_num").asLong()));
      }
    }
  }

  private String setAside(RawDocument raw, OwnerTrack track, String descriptor) {
    Fault fault =
        Fault.of("unknown-descriptor", "no descriptor '" + shorten(descriptor) + "' in this run");
    pending.add(
        new Pending(
            file,
            nextOrdinal(track),
            raw.source(),
            raw.position(),
            fault,
            Optional.of(descriptor)));
    return "";
  }

  private static long nextOrdinal(OwnerTrack track) {
    return track.size();
  }

  private String resource(DocumentKind kind, ObjectNode doc, RawDocument raw)
      throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    String run = Json.textOr(doc, "run_start", lastStarted);
    resourceOwners.put(uid, run);
    if (run.isEmpty()) {
      throw new MalformedDocument(
          "no-start", "no run is known for resource '" + shorten(uid) + "'");
    }
    if (!leftOut.contains(new CopyOfRun(file, run))) {
      RunArrays arrays =
          index.runFor(run, new RunOrigin(file, raw.source(), raw.position())).arrays();
      if (kind == DocumentKind.RESOURCE) {
        arrays.addResource(doc);
      } else {
        arrays.addStreamResource(doc);
      }
    }
    return run;
  }

  private String streamDatum(ObjectNode doc, RawDocument raw, OwnerTrack track)
      throws MalformedDocument {
    StreamDatum datum = StreamDatums.of(doc);
    String run = resourceOwners.getOrDefault(datum.resource(), "");
    if (run.isEmpty()) {
      run = known(datum.descriptor()).map(Descriptor::runUid).orElse(lastStarted);
    }
    if (run.isEmpty()) {
      return setAside(raw, track, datum.descriptor());
    }
    if (!leftOut.contains(new CopyOfRun(file, run))) {
      index
          .runFor(run, new RunOrigin(file, raw.source(), raw.position()))
          .arrays()
          .addStreamDatum(datum);
    }
    return run;
  }

  private String datums(DocumentKind kind, ObjectNode doc, RawDocument raw, OwnerTrack track)
      throws MalformedDocument {
    List<EventPages.DatumRow> rows = pages.datums(kind, doc);
    String resource = rows.isEmpty() ? Json.textOr(doc, "resource", "") : rows.get(0).resource();
    String run = resourceOwners.getOrDefault(resource, lastStarted);
    if (run.isEmpty()) {
      return setAside(raw, track, "");
    }
    if (!leftOut.contains(new CopyOfRun(file, run))) {
      RunArrays arrays =
          index.runFor(run, new RunOrigin(file, raw.source(), raw.position())).arrays();
      rows.forEach(r -> arrays.addDatum(r.datumId(), r.resource(), r.kwargs()));
    }
    return run;
  }

  private void reject(RawDocument raw, long ordinal, Fault fault) {
    if (strict) {
      throw new ArchiveException(
          Location.file(raw.source()).at(raw.position()),
          "read " + shorten(raw.name()) + " document",
          fault.reason(),
          "Mend the file, or read with mode=PERMISSIVE to keep the rest");
    }
    index.addFault(file, ordinal, fault);
  }

  /** What came of it; call once, after the last file. */
  public GroupIndex finish() {
    for (Pending p : pending) {
      Optional<Descriptor> late = p.reference().map(index.descriptors()::get);
      RunIndex run =
          index.run(late.map(Descriptor::runUid).orElse(p.fault().runUid())).orElse(null);
      boolean found =
          late.isPresent() || (p.reference().isEmpty() && run != null && run.hasStart());
      if (!found) {
        index.track(p.file()).correct(p.ordinal(), OwnerTrack.NONE);
        index.addFault(p.file(), p.ordinal(), p.fault());
        refuse(p);
      } else if (late.isPresent()) {
        needsAgain = true;
      }
    }
    needsAgain |=
        index.runs().stream()
            .anyMatch(r -> r.censuses().values().stream().anyMatch(StreamCensus::hasRepeats));
    index.settle();
    return index;
  }

  private void refuse(Pending p) {
    if (strict) {
      throw new ArchiveException(
          Location.file(p.source()).at(p.position()),
          "read document",
          p.fault().reason(),
          "Mend the file, or read with mode=PERMISSIVE to keep the rest");
    }
  }

  /**
   * The pass to make over the same files once more, after {@link #finish()}; empty when this one
   * was enough.
   */
  public Optional<Normalizer> again() {
    return needsAgain && before.isEmpty()
        ? Optional.of(new Normalizer(withEvents, Optional.of(index), leftOut, strict))
        : Optional.empty();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("it is not well formed");
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
