package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.converters.layout.SourceListing;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.converters.layout.WarehouseLock;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.converters.sinks.SinkMarker;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.options.ReadMode;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spark.warehouse.TableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Converts PandA HDF5 files into folder {@code panda/} of a warehouse; files that have been
 * converted and not changed stay untouched.
 */
public final class PandaConverter {
  static final String FOLDER = "panda";
  static final String KIND = "panda";

  private final SparkSession spark;
  private final Configuration conf;

  /** A converter that runs in this session. */
  public PandaConverter(SparkSession spark) {
    this.spark = spark;
    this.conf = spark.sessionState().newHadoopConf();
  }

  /**
   * Converts what is new or changed. Files that cannot be read are rejected: they are rows of table
   * {@code quarantine}, and in the report.
   *
   * @throws AssetException when none of the files can be read; with {@code mode=FAILFAST} when one
   *     cannot
   */
  public PandaReport convert(PandaRequest request) throws IOException {
    Path warehouse = new Path(request.target());
    FileSystem files = warehouse.getFileSystem(conf);
    List<SourceFile> pandas = pandas(request);
    List<SourceFile> documents = documents(request);
    PandaBits.of(request.bits());
    SinkMarker.check(files, warehouse, SinkKind.PARQUET);
    try (WarehouseLock lock = WarehouseLock.take(files, warehouse)) {
      CommitLog log = CommitLog.read(files, warehouse);
      Staging staging = new Staging(files, warehouse, Staging.newId());
      if (lock.isExclusive()) {
        staging.tidy(log.live().keySet());
        staging.clearDead();
      }
      try {
        return new PandaConversion(spark, request, staging, log).run(pandas, documents);
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
    Map<String, String> strict = new LinkedHashMap<>(options);
    strict.keySet().removeIf(Options.MODE.key()::equalsIgnoreCase);
    strict.put(Options.MODE.key(), ReadMode.FAILFAST.name());
    return rows(new PandaRequest(files, "", runArchive, strict), message -> {});
  }

  /**
   * The same with all that a conversion can be asked for; the target is not looked at.
   *
   * @param rejected takes a message for each file that cannot be read
   * @throws AssetException when none can be read; with {@code mode=FAILFAST} when one cannot
   */
  public Dataset<Row> rows(PandaRequest request, Consumer<String> rejected) throws IOException {
    List<String> paths = pandas(request).stream().map(SourceFile::path).toList();
    PandaSurvey survey = PandaSurvey.of(spark, paths);
    if (!survey.rejected().isEmpty() && (request.isStrict() || survey.files().isEmpty())) {
      throw survey.failure();
    }
    survey.reasons().values().forEach(rejected);
    PandaLinks links = RunArchive.links(spark, request, paths);
    return new PandaJob(spark, plan(request, survey, links, new StructType(), new ArrayList<>()))
        .rows();
  }

  /**
   * What there is to read.
   *
   * @param table columns that are there already
   * @param notes takes what is odd
   */
  static PandaPlan plan(
      PandaRequest request,
      PandaSurvey survey,
      PandaLinks links,
      StructType table,
      List<String> notes) {
    List<PandaBits.Bit> bits =
        PandaBits.of(request.bits())
            .of(PandaSchema.words(survey.files()), PandaSchema.taken(survey.files(), table), notes);
    StructType schema = PandaSchema.of(survey.files(), links.units(), bits, table);
    Map<String, PandaLinks.Events> events = new LinkedHashMap<>();
    for (PandaFile file : survey.files()) {
      PandaLinks.Events of = links.of(file.path());
      if (!of.isEmpty()) {
        events.put(file.path(), of);
      }
    }
    return new PandaPlan(schema, survey.files(), events, bits);
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

  /** Files of the archive with the documents. */
  private List<SourceFile> documents(PandaRequest request) throws IOException {
    return request.runArchive().isEmpty()
        ? List.of()
        : new SourceListing(conf, name -> !isHdf5(name)).list(List.of(request.runArchive().get()));
  }

  static boolean isHdf5(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return List.of(".h5", ".hdf5", ".hdf", ".nxs").stream().anyMatch(lower::endsWith);
  }
}
