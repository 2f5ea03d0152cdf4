package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.converters.layout.SourceHashes;
import io.github.blueskyspark.converters.layout.SourceListing;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseLock;
import io.github.blueskyspark.converters.panda.PandaReport.Outcome;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.converters.sinks.SinkMarker;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.Commit;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Converts PandA HDF5 files into folder {@code panda/} of a warehouse; files that have been
 * converted and not changed stay untouched.
 */
public final class PandaConverter {
  static final String FOLDER = "panda";
  private static final String KIND = "panda";

  private final SparkSession spark;
  private final Configuration conf;

  /** A converter that runs in this session. */
  public PandaConverter(SparkSession spark) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
  }

  /**
   * Converts what is new or changed.
   *
   * @throws AssetException when none of the files can be read
   */
  public PandaReport convert(PandaRequest request) throws IOException {
    Path warehouse = new Path(request.target());
    FileSystem files = warehouse.getFileSystem(conf);
    List<SourceFile> pandas = pandas(request);
    List<SourceFile> listing = new ArrayList<>(pandas);
    if (request.runArchive().isPresent()) {
      listing.addAll(
          new SourceListing(conf, name -> !isHdf5(name)).list(List.of(request.runArchive().get())));
    }
    SinkMarker.check(files, warehouse, SinkKind.PARQUET);
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      CommitLog log = CommitLog.read(files, warehouse);
      SourceChanges changes = SourceChanges.of(log, KIND, request.selection(), listing);
      Staging staging =
          new Staging(files, warehouse, UUID.randomUUID().toString().substring(0, 13));
      if (lock.isExclusive()) {
        staging.remove(staging.strays(log.live().keySet()));
        staging.clearAll();
      }
      if (changes.isEmpty()) {
        return new PandaReport(
            Outcome.UNCHANGED, pandas.size(), 0, 0, Map.of(), 0, 0, 0, List.of(), List.of());
      }
      try {
        return convert(request, staging, log, changes, listing);
      } finally {
        staging.clear();
      }
    }
  }

  /**
   * The rows of files as folder {@code panda/} holds them, without writing any: columns {@code
   * file}, {@code row}, {@code time}, {@code run_uid}, {@code seq_num}, then one a dataset.
   *
   * @param files paths of PandA files or of directories with some
   * @param runArchive archive whose documents give {@code run_uid} and {@code seq_num}; without one
   *     these are null
   * @param options reader options for that archive
   * @throws AssetException when a file cannot be read
   */
  public Dataset<Row> rows(
      List<String> files, Optional<String> runArchive, Map<String, String> options)
      throws IOException {
    PandaRequest request = new PandaRequest(files, "", runArchive, options);
    PandaSurvey survey = PandaSurvey.of(spark, pandas(request));
    if (!survey.rejected().isEmpty()) {
      throw survey.failure();
    }
    PandaLinks links = links(request, survey, new ArrayList<>());
    return new PandaJob(spark, survey.files(), links).rows();
  }

  /** The rows that conversions left in a warehouse; empty when the path is no warehouse. */
  public Optional<Dataset<Row>> converted(String path) throws IOException {
    Path warehouse = new Path(path);
    CommitLog log = CommitLog.read(warehouse.getFileSystem(conf), warehouse);
    if (log.entries().isEmpty()) {
      return Optional.empty();
    }
    String[] live =
        log.liveFiles().stream()
            .map(TableFile::path)
            .filter(p -> p.startsWith(FOLDER + "/"))
            .map(p -> new Path(warehouse, p).toString())
            .toArray(String[]::new);
    if (live.length == 0) {
      throw new AssetException(
          Location.file(path),
          "read PandA rows",
          "the warehouse holds none",
          "Convert PandA files into it, or name the files themselves");
    }
    return Optional.of(spark.read().option("mergeSchema", "true").parquet(live));
  }

  private List<SourceFile> pandas(PandaRequest request) throws IOException {
    List<SourceFile> pandas = new SourceListing(conf, PandaConverter::isHdf5).list(request.files());
    if (pandas.isEmpty()) {
      throw new AssetException(
          Location.file(request.files().get(0)),
          "convert PandA files",
          "there is no HDF5 file",
          "Give files, or directories that hold some");
    }
    return pandas;
  }

  static boolean isHdf5(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return List.of(".h5", ".hdf5", ".hdf", ".nxs").stream().anyMatch(lower::endsWith);
  }

  private PandaReport convert(
      PandaRequest request,
      Staging staging,
      CommitLog log,
      SourceChanges changes,
      List<SourceFile> listing)
      throws IOException {
    List<Commit> replaced = touched(changes);
    List<SourceFile> sources = sources(changes, replaced, listing);
    List<SourceFile> pandas =
        sources.stream()
            .filter(s -> isHdf5(s.path()) || request.files().contains(s.path()))
            .toList();
    PandaSurvey survey = PandaSurvey.of(spark, pandas);
    if (survey.files().isEmpty() && !survey.rejected().isEmpty()) {
      throw survey.failure();
    }
    List<String> notes = new ArrayList<>(survey.notes());
    PandaLinks links = links(request, survey, notes);
    PandaJob job = new PandaJob(spark, survey.files(), links);
    job.stage(staging);
    List<SourceFile> hashed = SourceHashes.of(spark, sources);
    List<TableFile> added =
        SourceHashes.of(spark, new Path(request.target()), staging.publish(FOLDER));
    List<String> removed = filesOf(replaced, log);
    long rows = survey.files().stream().mapToLong(PandaFile::rows).sum();
    log.append(
        new Commit(
            log.next(),
            staging.id(),
            Instant.now().toEpochMilli() / 1000.0,
            KIND,
            request.selection(),
            hashed,
            links.runs(),
            Map.of(),
            Map.of(FOLDER, rows),
            survey.rejected().size(),
            added,
            removed));
    staging.remove(removed);
    return new PandaReport(
        Outcome.CONVERTED,
        pandas.size(),
        survey.files().size(),
        rows,
        job.columns(),
        added.size(),
        added.stream().mapToLong(TableFile::size).sum(),
        links.runs(),
        notes,
        survey.rejected());
  }

  /** The runs of the files, when an archive is given; files that no run names are noted. */
  private PandaLinks links(PandaRequest request, PandaSurvey survey, List<String> notes)
      throws IOException {
    if (request.runArchive().isEmpty()) {
      return PandaLinks.none();
    }
    String archive = request.runArchive().get();
    PandaLinks links = new RunArchive(spark, archive, request.options()).links(survey.files());
    for (PandaFile file : survey.files()) {
      if (!links.files().containsKey(file.path())) {
        notes.add(
            file.path() + ": no run in " + archive + " names this file (rootMap may be missing)");
      }
    }
    return links;
  }

  /** Live files that these commits added. */
  private static List<String> filesOf(List<Commit> commits, CommitLog log) {
    Set<String> ids = new LinkedHashSet<>();
    commits.forEach(c -> ids.add(c.id()));
    List<String> files = new ArrayList<>();
    log.live()
        .forEach(
            (path, commit) -> {
              if (ids.contains(commit.id())) {
                files.add(path);
              }
            });
    return files;
  }

  /** Commits that hold rows of files that have changed since. */
  private static List<Commit> touched(SourceChanges changes) {
    Set<String> changed = new LinkedHashSet<>();
    changes.changed().forEach(s -> changed.add(s.path()));
    return changes.before().stream()
        .filter(c -> c.sources().stream().anyMatch(s -> changed.contains(s.path())))
        .toList();
  }

  private List<SourceFile> sources(
      SourceChanges changes, List<Commit> replaced, List<SourceFile> listing) throws IOException {
    Set<String> wanted = new LinkedHashSet<>();
    changes.fresh().forEach(s -> wanted.add(s.path()));
    changes.changed().forEach(s -> wanted.add(s.path()));
    replaced.forEach(c -> c.sources().forEach(s -> wanted.add(s.path())));
    List<SourceFile> sources = new ArrayList<>();
    listing.stream().filter(s -> wanted.remove(s.path())).forEach(sources::add);
    for (String path : wanted) {
      if (new Path(path).getFileSystem(conf).exists(new Path(path))) {
        sources.addAll(new SourceListing(conf, name -> true).list(List.of(path)));
      }
    }
    return sources;
  }
}
