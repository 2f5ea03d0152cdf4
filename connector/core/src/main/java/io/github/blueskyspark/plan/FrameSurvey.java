package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.GroupIndexer;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.GroupWindows;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks, in tasks, for arrays that are too big for one task. Files are opened only where their
 * sizes say that it may be worth it. Holds plain values, so that it can be sent to tasks.
 */
record FrameSurvey(TableQuery query, Storage storage, List<String> runUids)
    implements Serializable {
  /** Stored bytes of a run's files below which one task reads them all. */
  private static final long SMALL = 32L << 20;

  /** Files whose places are kept, of a run that goes over many. */
  private static final int MOST_PLACES = 256;

  /** The external data keys that a query reads pixels of; empty when it reads none. */
  static Set<String> keys(TableQuery query) {
    if (query.table() == TableName.FRAMES) {
      return Set.of(query.member());
    }
    if (query.table() != TableName.STREAM) {
      return Set.of();
    }
    return query.columns().stream()
        .filter(
            c ->
                c.origin().kind() == Column.Origin.Kind.EXTERNAL
                    && !query.headersOnly().contains(c.name()))
        .map(c -> c.origin().key())
        .collect(Collectors.toSet());
  }

  /** The works of the groups of a batch whose runs are big; groups without one are read whole. */
  List<FrameCuts.Work> look(Survey.Batch batch) {
    GroupReading reading =
        GroupReading.of(
            storage,
            query.options(),
            new ReadMetrics(),
            RunFilter.of(query.options(), query.matches(), runUids));
    ExternalOpener opener = new ExternalOpener(query.options(), reading);
    List<FrameCuts.Work> works = new ArrayList<>();
    for (int i = 0; i < batch.groups().size(); i++) {
      List<FileRef> group = batch.groups().get(i);
      works.addAll(look(group, batch.first() + i, reading, opener.of(group)));
    }
    return works;
  }

  private List<FrameCuts.Work> look(
      List<FileRef> group, int number, GroupReading reading, ExternalAccess access) {
    try {
      List<FrameCuts.Work> works = new ArrayList<>();
      GroupWindows.each(
          group,
          reading,
          (files, some) -> {
            for (RunIndex run : new GroupIndexer(some).whole(files).runs()) {
              if (some.wanted().test(run)) {
                works.addAll(look(run, number, access));
              }
            }
          });
      return works.stream().anyMatch(w -> w.bytes() > SMALL) ? works : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One work a stream, by its heaviest key. */
  private List<FrameCuts.Work> look(RunIndex run, int group, ExternalAccess access)
      throws IOException {
    Set<String> wanted = keys(query);
    RowBounds bounds = RowBounds.of(query.filters());
    List<FrameCuts.Work> works = new ArrayList<>();
    for (String stream : run.streams()) {
      boolean mine =
          query.table() == TableName.FRAMES ? bounds.has(stream) : stream.equals(query.member());
      Optional<FrameCuts.Work> heaviest = Optional.empty();
      for (ExternalKey key : run.external(stream).values()) {
        if (mine && wanted.contains(key.key().name())) {
          FrameCuts.Work work = look(run, key, group, access);
          heaviest = heaviest.filter(h -> h.bytes() >= work.bytes()).or(() -> Optional.of(work));
        }
      }
      if (mine && query.table() == TableName.STREAM) {
        // its events are rows too where no array is: the group is not read as a whole any more
        heaviest =
            heaviest.or(
                () ->
                    Optional.of(
                        new FrameCuts.Work(group, run.uid(), stream, List.of(), 1, 1, Map.of())));
      }
      heaviest.ifPresent(works::add);
    }
    return works;
  }

  private FrameCuts.Work look(RunIndex run, ExternalKey key, int group, ExternalAccess access)
      throws IOException {
    FrameCuts.Work small =
        new FrameCuts.Work(group, run.uid(), key.stream(), key.frames().spans(), 1, 1, Map.of());
    try {
      long stored = 0;
      Set<String> seen = new HashSet<>();
      Map<String, FrameCuts.Place> places = new HashMap<>();
      for (StreamResource resource : key.resources().values()) {
        if (places.size() < MOST_PLACES) {
          place(key, resource, access).ifPresent(p -> places.put(resource.uid(), p));
        }
        if (seen.add(resource.uri() + resource.parameters().path("template").asText(""))) {
          stored += stored(key, resource, access);
        }
      }
      Optional<String> first = key.resources().keySet().stream().findFirst();
      if (stored < SMALL / 8 || first.isEmpty()) {
        return small;
      }
      try (ExternalArray array = access.open(run, key, first.get())) {
        return work(small, array, places);
      }
    } catch (AssetException e) {
      return small; // the scan says what is wrong with it
    }
  }

  /** Bytes of a resource's files: of a sequence the first one's times their number. */
  private static long stored(ExternalKey key, StreamResource resource, ExternalAccess access)
      throws IOException {
    Location where = Location.of("survey of external files");
    Optional<FileSequence> sequence = FileSequence.of(resource, where);
    Announced rows = ExternalAccess.announced(key, resource.uid());
    if (sequence.isEmpty()) {
      Optional<Long> size = access.files().stat(resource.uri()).map(FileRef::size);
      return size.orElseGet(() -> declared(key, rows)); // a directory, or nothing
    }
    long each = sequence.get().filesPerRow(RowLayout.declared(key.key(), resource), where);
    double one =
        access.files().stat(sequence.get().file(rows.first() * each)).map(FileRef::size).orElse(0L);
    return (long) Math.min(Long.MAX_VALUE / 4.0, one * each * (rows.stop() - rows.first()));
  }

  /** The file of a resource that is one. */
  private static Optional<FrameCuts.Place> place(
      ExternalKey key, StreamResource resource, ExternalAccess access) throws IOException {
    if (FileSequence.of(resource, Location.of("survey of external files")).isPresent()) {
      return Optional.empty();
    }
    long rows = ExternalAccess.announced(key, resource.uid()).stop();
    return access.files().stat(resource.uri()).map(file -> new FrameCuts.Place(file, rows));
  }

  /** Bytes that the documents announce. */
  private static long declared(ExternalKey key, Announced rows) {
    double bytes = key.key().numpy().map(DType::itemSize).orElse(8);
    for (long n : key.key().shape()) {
      bytes *= Math.max(1, n);
    }
    return (long) Math.min(Long.MAX_VALUE / 4.0, bytes * (rows.stop() - rows.first()));
  }

  private static FrameCuts.Work work(
      FrameCuts.Work small, ExternalArray array, Map<String, FrameCuts.Place> places) {
    ArrayInfo info = array.info();
    double row = info.dtype().itemSize();
    for (long n : array.layout().rowShape()) {
      row *= n;
    }
    long chunk = info.chunkShape().isEmpty() ? 1 : info.chunkShape().get(0);
    long chunkRows = Math.max(1, chunk / array.layout().group());
    long rowBytes = (long) Math.max(1, Math.min(row, Long.MAX_VALUE / 4.0));
    return new FrameCuts.Work(
        small.group(), small.runUid(), small.stream(), small.spans(), rowBytes, chunkRows, places);
  }
}
