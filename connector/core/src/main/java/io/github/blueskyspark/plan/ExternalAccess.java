package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.Roi;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.KnownArrays;
import io.github.blueskyspark.tables.GroupReading;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Opens the external arrays of a task's runs, with the options about them. */
final class ExternalAccess {
  /** Unpublished rows of a sequence that are looked for. */
  private static final int MOST_BEHIND = 1_000_000;

  private final Supplier<AssetReaders> readers;
  private final AssetPaths paths;
  private final AllowedFiles files;
  private final ExternalPolicy policy;
  private final Optional<Roi> roi;
  private final boolean looksBehind;
  private final KnownArrays known;

  /**
   * @param group files that hold the runs' documents; where no allowed roots are given, their
   *     directories and the archive's
   * @param reading how they are read
   * @param readers asked when an array is opened
   */
  ExternalAccess(
      OptionValues options,
      List<FileRef> group,
      GroupReading reading,
      Supplier<AssetReaders> readers) {
    this.readers = readers;
    this.paths = AssetPaths.of(options.get(Options.ROOT_MAP));
    List<String> roots = options.get(Options.ALLOWED_ROOTS);
    this.files =
        AllowedFiles.below(
            roots.isEmpty() ? own(options, group) : roots,
            paths,
            reading.storage(),
            reading.metrics());
    this.policy = ExternalPolicy.of(options);
    this.roi = Roi.parse(options.get(Options.ROI));
    this.looksBehind = options.get(Options.INCLUDE_UNPUBLISHED);
    this.known = known(group, reading);
  }

  private static KnownArrays known(List<FileRef> group, GroupReading reading) {
    Optional<ArchiveStore> store =
        group.stream()
            .map(FileRef::store)
            .filter(name -> !name.isEmpty())
            .findFirst()
            .flatMap(reading.stores()::named);
    return store.isPresent() ? store.get().arrays(group, reading.storage()) : KnownArrays.NONE;
  }

  private static List<String> own(OptionValues options, List<FileRef> group) {
    Set<String> roots = new LinkedHashSet<>();
    for (FileRef file : group) {
      if (ArchivePlace.isServer(file.uri())) {
        continue;
      }
      roots.add(file.uri().substring(0, file.uri().lastIndexOf('/')));
      for (String path : options.get(Options.PATH)) {
        String directory = path.endsWith("/") ? path : path + "/";
        if (file.uri().startsWith(directory)) {
          roots.add(directory);
        }
      }
    }
    return List.copyOf(roots);
  }

  ExternalPolicy policy() {
    return policy;
  }

  Optional<Roi> roi() {
    return roi;
  }

  AllowedFiles files() {
    return files;
  }

  AssetReaders readers() {
    return readers.get();
  }

  static Location where(RunIndex run, ExternalKey key) {
    return Location.run(run.uid()).stream(key.stream()).key(key.key().name());
  }

  /** Where the resource is after {@code rootMap}; empty when its URI cannot be read. */
  Optional<String> resolved(StreamResource resource) {
    try {
      return Optional.of(paths.resolve(resource.uri()));
    } catch (AssetException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Rows that the documents announce in a resource, counted from its own beginning. */
  static Announced announced(ExternalKey key, String resource) {
    long first = Long.MAX_VALUE;
    long stop = 0;
    for (FrameMap.Span span : spans(key, resource)) {
      first = Math.min(first, span.fileIndexStart());
      stop = Math.max(stop, span.fileIndexStart() + span.count());
    }
    return new Announced(Math.min(first, stop), stop);
  }

  /** URIs of a resource's announced files, made one by one. */
  static Iterable<String> files(ExternalKey key, StreamResource resource, Location where) {
    Optional<FileSequence> sequence = FileSequence.of(resource, where);
    if (sequence.isEmpty() || !sequence.get().isNumbered()) {
      return List.of(sequence.map(s -> s.file(0)).orElse(resource.uri()));
    }
    FileSequence names = sequence.get();
    long each = names.filesPerRow(RowLayout.declared(key.key(), resource), where);
    return () ->
        spans(key, resource.uid()).stream()
            .flatMap(
                s ->
                    LongStream.range(
                            s.fileIndexStart() * each, (s.fileIndexStart() + s.count()) * each)
                        .mapToObj(names::file))
            .iterator();
  }

  /** The announced rows of one resource. */
  static List<FrameMap.Span> spans(ExternalKey key, String resource) {
    return key.frames().spans().stream().filter(s -> s.resource().equals(resource)).toList();
  }

  /** The announced rows, and with includeUnpublished those whose files follow without a gap. */
  private Announced rows(ExternalKey key, StreamResource resource, Location where)
      throws IOException {
    Announced said = announced(key, resource.uid());
    Optional<FileSequence> sequence =
        looksBehind
            ? FileSequence.of(resource, where).filter(FileSequence::isNumbered)
            : Optional.empty();
    if (sequence.isEmpty()) {
      return said;
    }
    FileSequence names = sequence.get();
    long each = names.filesPerRow(RowLayout.declared(key.key(), resource), where);
    long stop = said.stop();
    while (stop < said.stop() + MOST_BEHIND
        && files.at(where).stat(names.file(stop * each)).isPresent()) {
      stop++;
    }
    return new Announced(said.first(), stop);
  }

  ExternalArray open(RunIndex run, ExternalKey key, String uid) throws IOException {
    Location where = where(run, key);
    StreamResource resource = key.resources().get(uid);
    return ExternalArray.open(
        isSequence(resource, where) ? readers.get()::of : known(run, key, uid),
        resource,
        key.key(),
        rows(key, resource, where),
        files,
        policy.maxFrameBytes(),
        where);
  }

  /** Readers of one file, which go straight to its chunks where these are known. */
  private BiFunction<String, Location, AssetReader> known(
      RunIndex run, ExternalKey key, String uid) {
    return (mimetype, where) ->
        new KnownReader(
            readers.get().of(mimetype, where),
            () -> known.of(run.uid(), key.stream(), key.key().name(), uid));
  }

  /** Whether the resource is one array made of many files, of which chunks are not known. */
  private static boolean isSequence(StreamResource resource, Location where) {
    return FileSequence.of(resource, where).filter(FileSequence::isNumbered).isPresent();
  }
}
