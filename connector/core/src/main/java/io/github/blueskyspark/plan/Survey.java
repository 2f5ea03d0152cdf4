package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.GroupIndex;
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
import io.github.blueskyspark.tables.Finding;
import io.github.blueskyspark.tables.GroupIndexer;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.StreamColumns;
import io.github.blueskyspark.tables.StreamColumns.Layout;
import io.github.blueskyspark.tables.StreamColumns.TypeLookup;
import io.github.blueskyspark.tables.Validation;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What tasks look up while a query is planned: uids inside files, runs with their keys, layouts of
 * streams. Holds plain values, so that it can be sent to tasks.
 */
record Survey(OptionValues options, Storage storage, List<String> runUids) implements Serializable {
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

  /** What ties each file to others, such as the uids of its runs. */
  List<List<String>> links(List<FileRef> files) {
    GroupReading reading = reading();
    List<List<String>> all = new ArrayList<>();
    for (FileRef file : files) {
      all.add(linksOf(file, reading));
    }
    return all;
  }

  private static List<String> linksOf(FileRef file, GroupReading reading) {
    try (DocumentReader reader = reading.open(file, Scope.METADATA)) {
      return FileLinks.of(reader);
    } catch (IOException | ArchiveException e) {
      return List.of(); // the scan will say what is wrong with the file
    }
  }

  /** The selected runs of a batch. */
  List<Entry> runs(Batch batch) {
    GroupReading reading = reading();
    List<Entry> entries = new ArrayList<>();
    for (List<FileRef> group : batch.groups()) {
      for (RunIndex run : ends(group, reading)) {
        if (reading.wanted().test(run)) {
          entries.add(Entry.of(run));
        }
      }
    }
    return entries;
  }

  /** Keys of the start and stop documents of a batch. */
  KnownKeys keys(Batch batch) {
    GroupReading reading = reading();
    KnownKeys keys = new KnownKeys();
    for (List<FileRef> group : batch.groups()) {
      for (RunIndex run : ends(group, reading)) {
        run.start().ifPresent(start -> keys.add(Target.START, start));
        run.stop().ifPresent(stop -> keys.add(Target.STOP, stop));
      }
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
      for (RunIndex run : index(group, reading).runs()) {
        if (reading.wanted().test(run)) {
          parts.add(streamsOf(run, types));
        }
      }
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

  private static Collection<RunIndex> ends(List<FileRef> group, GroupReading reading) {
    try {
      return new GroupIndexer(reading).ends(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GroupIndex index(List<FileRef> group, GroupReading reading) {
    try {
      return new GroupIndexer(reading).metadata(group);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
