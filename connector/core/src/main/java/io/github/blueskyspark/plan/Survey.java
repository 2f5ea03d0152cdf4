package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.options.ReadMode;
import io.github.blueskyspark.predicates.KnownKeys;
import io.github.blueskyspark.predicates.Target;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.tables.DocumentLinks;
import io.github.blueskyspark.tables.Finding;
import io.github.blueskyspark.tables.GroupIndexer;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.GroupWindows;
import io.github.blueskyspark.tables.StreamColumns;
import io.github.blueskyspark.tables.StreamColumns.Layout;
import io.github.blueskyspark.tables.StreamColumns.TypeLookup;
import io.github.blueskyspark.tables.Validation;
import io.github.blueskyspark.tables.index.Links;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What tasks look up while a query is planned: uids inside files, runs with their keys, layouts of
 * streams. Holds plain values, so that it can be sent to tasks.
 */
record Survey(OptionValues options, Storage storage, List<String> runUids) implements Serializable {
  /** Streams of so many runs are kept before equal ones are taken together. */
  private static final int MOST_PARTS = 256;

  /** A run as key lookup needs it. */
  record Entry(String uid, boolean hasScanId, long scanId, double startTime)
      implements Serializable {
    static Entry of(RunIndex run) {
      var scanId = run.startDocument().path("scan_id");
      boolean has = scanId.isIntegralNumber() && scanId.canConvertToLong();
      return new Entry(run.uid(), has, scanId.asLong(), run.startTime());
    }

    OptionalLong scan() {
      return hasScanId ? OptionalLong.of(scanId) : OptionalLong.empty();
    }
  }

  /** A batch of groups and the number of its first. */
  record Batch(int first, List<List<FileRef>> groups) implements Serializable {}

  /** What streams there are, each with distinct layouts, and external data keys. */
  record Streams(Map<String, List<Layout>> layouts, Set<String> externalKeys)
      implements Serializable {
    static Streams merge(List<Streams> parts) {
      Map<String, List<Layout>> all = new LinkedHashMap<>();
      Set<String> external = new LinkedHashSet<>();
      for (Streams part : parts) {
        part.layouts().forEach((s, l) -> all.computeIfAbsent(s, k -> new ArrayList<>()).addAll(l));
        external.addAll(part.externalKeys());
      }
      all.replaceAll((s, l) -> StreamColumns.distinct(l));
      return new Streams(all, external);
    }
  }

  private GroupReading reading() {
    // what is damaged is reported by the scan itself
    OptionValues lenient = options.with(Options.MODE, ReadMode.PERMISSIVE);
    return GroupReading.of(
        storage, lenient, new ReadMetrics(), RunFilter.of(options, List.of(), runUids));
  }

  /**
   * What ties each file to others.
   *
   * @param whole whether the file could be read to its end
   */
  record Ties(Links links, boolean whole) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** What ties each file to others, such as its runs. */
  List<Ties> links(List<FileRef> files) {
    GroupReading reading = reading();
    List<Ties> all = new ArrayList<>();
    for (FileRef file : files) {
      all.add(linksOf(file, reading));
    }
    return all;
  }

  private static Ties linksOf(FileRef file, GroupReading reading) {
    try (DocumentReader reader = reading.open(file, Scope.METADATA)) {
      return new Ties(DocumentLinks.of(reader), true);
    } catch (IOException | ArchiveException e) {
      // the scan will say what is wrong with the file
      return new Ties(Links.of(List.of()), false);
    }
  }

  /** The selected runs of a batch. */
  List<Entry> runs(Batch batch) {
    GroupReading reading = reading();
    List<Entry> entries = new ArrayList<>();
    for (List<FileRef> group : batch.groups()) {
      ends(
          group,
          reading,
          run -> {
            if (reading.wanted().test(run)) {
              entries.add(Entry.of(run));
            }
          });
    }
    return entries;
  }

  /** Keys of the start and stop documents of a batch. */
  KnownKeys keys(Batch batch) {
    GroupReading reading = reading();
    KnownKeys keys = new KnownKeys();
    for (List<FileRef> group : batch.groups()) {
      ends(
          group,
          reading,
          run -> {
            run.start().ifPresent(start -> keys.add(Target.START, start));
            run.stop().ifPresent(stop -> keys.add(Target.STOP, stop));
          });
    }
    return keys;
  }

  /** The streams of the selected runs of a batch. */
  Streams streams(Batch batch) {
    GroupReading reading = reading();
    ExternalOpener opener = new ExternalOpener(options, reading);
    List<Streams> parts = new ArrayList<>();
    for (List<FileRef> group : batch.groups()) {
      TypeLookup types = new FileTypes(opener.of(group));
      index(
          group,
          reading,
          run -> {
            if (reading.wanted().test(run)) {
              parts.add(streamsOf(run, types));
            }
            if (parts.size() >= MOST_PARTS) {
              Streams merged = Streams.merge(parts);
              parts.clear();
              parts.add(merged);
            }
          });
    }
    return Streams.merge(parts);
  }

  /** What validation finds in a batch. */
  List<Finding> validate(Batch batch) {
    GroupReading reading = reading();
    List<Finding> all = new ArrayList<>();
    for (List<FileRef> group : batch.groups()) {
      try {
        all.addAll(Validation.of(group, reading));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  private static Streams streamsOf(RunIndex run, TypeLookup types) {
    Map<String, List<Layout>> layouts = new LinkedHashMap<>();
    Set<String> external = new LinkedHashSet<>();
    for (String stream : run.streams()) {
      layouts.put(stream, List.of(StreamColumns.layout(run, stream, types)));
      run.keysOf(stream).values().stream()
          .filter(DataKey::isExternal)
          .map(DataKey::name)
          .forEach(external::add);
    }
    return new Streams(layouts, external);
  }

  private static void ends(List<FileRef> group, GroupReading reading, Consumer<RunIndex> use) {
    each(group, reading, (files, some) -> new GroupIndexer(some).ends(files).forEach(use));
  }

  private static void index(List<FileRef> group, GroupReading reading, Consumer<RunIndex> use) {
    each(
        group,
        reading,
        (files, some) -> new GroupIndexer(some).metadata(files).runs().forEach(use));
  }

  private static void each(List<FileRef> group, GroupReading reading, GroupWindows.Use use) {
    try {
      GroupWindows.each(group, reading, use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
