package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.spark.storage.FileUris;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.Conversion;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.KnownArrays;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A warehouse as an archive: every table comes from its {@code documents} and {@code quarantine}
 * files, as from the archive it was made of.
 *
 * <p>Parts are the data files that count by the commit log, and the commits themselves.
 */
public final class WarehouseStore implements ArchiveStore {
  /** Value of option {@code archive}. */
  public static final String NAME = "warehouse";

  private static final String DOCUMENTS = "documents";
  private static final String QUARANTINE = "quarantine";
  private static final String RUNS = "runs";
  private static final int FEW_RUNS = 100;

  /** Kinds of documents that runs may share without saying so. */
  private static final List<String> OLD_DIALECT =
      Stream.of(
              DocumentKind.RESOURCE,
              DocumentKind.DATUM,
              DocumentKind.DATUM_PAGE,
              DocumentKind.BULK_DATUM)
          .map(DocumentKind::label)
          .toList();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(ArchivePlace place, Storage storage) throws IOException {
    return !ArchivePlace.isServer(place.root())
        && storage.isDirectory(place.directory() + "/" + CommitLog.FOLDER + "/commits");
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    String root = request.place().directory();
    HadoopStorage storage = hadoop(request.storage());
    WarehouseFiles files = WarehouseFiles.read(root, storage.configuration());
    List<FileRef> parts = new ArrayList<>();
    Set<FileRef> divisible = new HashSet<>();
    for (StoredFile file : holding(request, files, storage)) {
      FileRef part = part(file, files);
      parts.add(part);
      if (OLD_DIALECT.stream().noneMatch(files.commit(file).documents()::containsKey)) {
        divisible.add(part);
      }
    }
    for (StoredFile file : files.of(QUARANTINE)) {
      parts.add(part(file, files));
    }
    for (Commit commit : files.entries()) {
      String uri = root + "/" + CommitLog.path(commit.number());
      parts.add(new FileRef(uri, 0, millis(commit), name()));
    }
    return new StoreParts(parts, true, divisible);
  }

  /** Files with documents of wanted runs, by their months and by the batches of few named runs. */
  private static List<StoredFile> holding(
      StoreRequest request, WarehouseFiles files, HadoopStorage storage) {
    MonthRange months = MonthRange.of(RunTest.of(request.options(), List.of()).time());
    List<StoredFile> all =
        files.of(DOCUMENTS).stream().filter(f -> months.mayHold(f.month())).toList();
    Set<String> uids = request.runUids();
    if (uids.isEmpty() || uids.size() > FEW_RUNS || all.size() <= 1) {
      return all;
    }
    List<StoredRun> found =
        new StoredRuns(files.of(RUNS), storage, TaskRunner.inline(), StoredRead.open())
            .withUids(uids);
    Set<StoredFile.Batch> batches =
        found.stream().map(StoredRun::batch).collect(Collectors.toSet());
    return found.size() < uids.size()
        ? all
        : all.stream().filter(f -> batches.contains(f.batch())).toList();
  }

  private FileRef part(StoredFile file, WarehouseFiles files) {
    return new FileRef(
        FileUris.of(new Path(file.uri())), file.size(), millis(files.commit(file)), name());
  }

  private static long millis(Commit commit) {
    return Math.round(commit.time() * 1000);
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    Configuration conf = hadoop(reading.storage()).configuration();
    if (isCommit(part)) {
      return NoDocuments.INSTANCE;
    }
    return part.uri().contains("/" + QUARANTINE + "/")
        ? new QuarantinedPieces(part, conf)
        : new WarehouseDocuments(part, conf, reading);
  }

  @Override
  public KnownArrays arrays(List<FileRef> group, Storage storage) {
    return new WarehouseArrays(group, hadoop(storage).configuration());
  }

  @Override
  public Optional<Conversion> conversion(FileRef part, Storage storage) throws IOException {
    if (!isCommit(part)) {
      return Optional.empty();
    }
    try (InputStream in = storage.stream(part.uri(), 0)) {
      return Optional.of(CommitJson.conversion(in, part.uri()));
    }
  }

  private static boolean isCommit(FileRef part) {
    return part.uri().endsWith(".json");
  }

  private static HadoopStorage hadoop(Storage storage) {
    return storage instanceof HadoopStorage hadoop
        ? hadoop
        : new HadoopStorage(new Configuration(false));
  }
}
