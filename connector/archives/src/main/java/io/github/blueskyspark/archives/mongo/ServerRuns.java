package io.github.blueskyspark.archives.mongo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.types.ObjectId;

/**
 * The runs of a part while they are read: what is to be asked for next, and what came after the
 * part was planned. Not thread safe.
 */
final class ServerRuns implements CollectionFeed.Choice {
  private static final int HEX_ID = 24;

  private final RunTable table = RunTable.growing();
  private final Map<String, String> pins = new HashMap<>();
  private final Map<Integer, String> pinned = new HashMap<>();
  private final Map<Integer, PinnedRows> rows = new HashMap<>();
  private final Map<String, Integer> limits = new HashMap<>();
  private final Map<Integer, int[]> counts = new HashMap<>();
  private final PageCut cut = new PageCut();
  private final List<Object> runs = new ArrayList<>();
  private final Map<Integer, List<Object>> descriptors = new HashMap<>();
  private final List<Object> resources = new ArrayList<>();
  private final List<Object> streamResources = new ArrayList<>();

  ServerRuns(ServerPart part) {
    part.runs().forEach(run -> pins.put(run.uid(), run.pin()));
  }

  RunTable table() {
    return table;
  }

  /** What start documents are asked by: uids, and the ids of those without. */
  static List<Object> names(List<String> uids) {
    List<Object> names = new ArrayList<>(uids);
    for (String uid : uids) {
      if (uid.length() == HEX_ID && ObjectId.isValid(uid)) {
        names.add(new ObjectId(uid));
      }
    }
    return names;
  }

  @Override
  public void learn(CollectionName collection, Envelope envelope) {
    table.learn(collection, envelope);
    int owner = table.owner(collection, envelope);
    switch (collection) {
      case RUN_START -> {
        String pin = envelope.uid().map(u -> pins.getOrDefault(u, "")).orElse("");
        if (PinnedRows.is(pin)) {
          rows.put(owner, PinnedRows.of(pin));
          counts.put(owner, new int[2]);
        } else if (!pin.isEmpty()) {
          pinned.put(owner, pin);
        }
        addNames(runs, envelope);
      }
      case EVENT_DESCRIPTOR -> {
        if (isCounted(collection, owner, envelope)) {
          addNames(descriptors.computeIfAbsent(owner, o -> new ArrayList<>()), envelope);
        }
      }
      case RESOURCE -> {
        if (isCounted(collection, owner, envelope)) {
          addNames(resources, envelope);
        }
      }
      case STREAM_RESOURCE -> addNames(streamResources, envelope);
      case HEADER, DATUM, STREAM_DATUM, EVENT, RUN_STOP -> {
        // nothing is asked by them
      }
    }
  }

  /** Whether a descriptor or resource was in the header already; keeps how many rows it had. */
  private boolean isCounted(CollectionName collection, int owner, Envelope envelope) {
    PinnedRows then = rows.get(owner);
    if (then == null) {
      return true;
    }
    boolean isDescriptor = collection == CollectionName.EVENT_DESCRIPTOR;
    List<Integer> known = isDescriptor ? then.events() : then.datums();
    int i = counts.get(owner)[isDescriptor ? 0 : 1]++;
    int limit = i < known.size() ? known.get(i) : -1;
    envelope.uid().ifPresent(uid -> limits.put(uid, limit));
    return limit >= 0;
  }

  /** A document is referred to by its uid, in old databases by its {@code _id}. */
  private static void addNames(List<Object> names, Envelope envelope) {
    Optional<String> uid = envelope.uid();
    uid.ifPresent(names::add);
    envelope.id().map(ObjectId::new).ifPresent(names::add);
  }

  @Override
  public boolean takes(CollectionName collection, int owner, Envelope envelope) {
    if (rows.containsKey(owner)) {
      return isThere(collection, envelope);
    }
    String pin = pinned.get(owner);
    if (pin == null) {
      return true;
    }
    return collection == CollectionName.RUN_START
        || (collection != CollectionName.RUN_STOP
            && envelope.id().map(id -> id.compareTo(pin) <= 0).orElse(true));
  }

  private boolean isThere(CollectionName collection, Envelope envelope) {
    return switch (collection) {
      case EVENT_DESCRIPTOR, RESOURCE -> limit(envelope.uid()) >= 0;
      case EVENT ->
          envelope.whole(Mark.FIRST_INDEX).orElse(0L) < limit(envelope.text(Mark.DESCRIPTOR));
      case DATUM ->
          envelope.whole(Mark.FIRST_INDEX).orElse(0L) < limit(envelope.text(Mark.RESOURCE));
      case RUN_STOP -> false;
      case HEADER, RUN_START, STREAM_RESOURCE, STREAM_DATUM -> true;
    };
  }

  private int limit(Optional<String> uid) {
    return uid.map(u -> limits.getOrDefault(u, Integer.MAX_VALUE)).orElse(Integer.MAX_VALUE);
  }

  @Override
  public void restore(int owner, MongoDocument document, Envelope envelope) {
    Optional<Long> first = envelope.whole(Mark.FIRST_INDEX);
    Optional<Long> last = envelope.whole(Mark.LAST_INDEX);
    if (!rows.containsKey(owner) || first.isEmpty() || last.isEmpty()) {
      return;
    }
    Mark reference = envelope.has(Mark.DESCRIPTOR) ? Mark.DESCRIPTOR : Mark.RESOURCE;
    int limit = limit(envelope.text(reference));
    if (last.get() >= limit) {
      int left = (int) (limit - first.get());
      byte[] page = cut.first(document.bytes(), document.from(), left);
      document.bson(page, 0);
      document.piece(page, 0, page.length, document.position());
      envelope.read(page, 0);
    }
  }

  /** What documents of the runs refer to them by. */
  List<Object> runs() {
    return runs;
  }

  /** What a run's events refer to. */
  List<Object> descriptors(int run) {
    return descriptors.getOrDefault(run, List.of());
  }

  List<Object> resources() {
    return resources;
  }

  List<Object> streamResources() {
    return streamResources;
  }
}
