package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.Conversion;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * A warehouse as an archive: every table comes from its {@code documents} and {@code quarantine}
 * files, as from the archive it was made of.
 *
 * <p>Parts are the data files that count by the commit log, and the commits themselves.
 */
public final class WarehouseStore implements ArchiveStore {
  private static final String DOCUMENTS = "documents/";
  private static final String QUARANTINE = "quarantine/";

  @Override
  public String name() {
    return "warehouse";
  }

  @Override
  public boolean recognises(ArchivePlace place, Storage storage) throws IOException {
    return !ArchivePlace.isServer(place.root())
        && storage.isDirectory(place.directory() + "/" + CommitLog.FOLDER + "/commits");
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    String root = request.place().directory();
    Path warehouse = new Path(root);
    Configuration conf = configuration(request.storage());
    CommitLog log = CommitLog.read(warehouse.getFileSystem(conf), warehouse);
    List<FileRef> parts = new ArrayList<>();
    Map<String, Commit> written = log.live();
    for (TableFile file : log.liveFiles()) {
      if (file.path().startsWith(DOCUMENTS) || file.path().startsWith(QUARANTINE)) {
        long time = Math.round(written.get(file.path()).time() * 1000);
        parts.add(new FileRef(root + "/" + file.path(), file.size(), time, name()));
      }
    }
    for (Commit commit : log.entries()) {
      String uri = root + "/" + CommitLog.path(commit.number());
      parts.add(new FileRef(uri, 0, Math.round(commit.time() * 1000), name()));
    }
    return new StoreParts(parts, true);
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    Configuration conf = configuration(reading.storage());
    if (isCommit(part)) {
      return NoDocuments.INSTANCE;
    }
    return part.uri().contains("/" + QUARANTINE)
        ? new QuarantinedPieces(part, conf)
        : new WarehouseDocuments(part, conf, reading);
  }

  @Override
  public Optional<Conversion> conversion(FileRef part, Storage storage) throws IOException {
    if (!isCommit(part)) {
      return Optional.empty();
    }
    try (InputStream in = storage.stream(part.uri(), 0)) {
      return Optional.of(CommitJson.conversion(in.readAllBytes(), part.uri()));
    }
  }

  private static boolean isCommit(FileRef part) {
    return part.uri().endsWith(".json");
  }

  private static Configuration configuration(Storage storage) {
    return storage instanceof HadoopStorage hadoop
        ? hadoop.configuration()
        : new Configuration(false);
  }
}
