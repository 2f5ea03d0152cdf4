package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.converters.layout.SourceChanges;
import io.github.blueskyspark.converters.layout.Staging;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spark.warehouse.CommitLog;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Ways of converting only the files that are new or have changed. Each gives nothing where that
 * would not be what a conversion of everything gives; then all has to be read.
 */
final class PartialConversion {
  private final ConversionAttempt.Context context;
  private final Staging staging;
  private final CommitLog log;
  private final SourceChanges changes;

  PartialConversion(
      ConversionAttempt.Context context, Staging staging, CommitLog log, SourceChanges changes) {
    this.context = context;
    this.staging = staging;
    this.log = log;
    this.changes = changes;
  }

  /**
   * Converts new files alone; empty when a run in them is known already, a document belongs to a
   * run that began elsewhere, or documents of files that are known wait for one of these.
   */
  Optional<ConversionAttempt> grow() throws IOException {
    List<SourceFile> fresh = changes.fresh();
    List<String> paths = paths(fresh);
    if (goesOn(context.request(), options -> context.archives().apply(paths, options))) {
      return Optional.empty();
    }
    ConversionAttempt attempt =
        new ConversionAttempt(context, staging, SourcesAgain.only(paths, fresh));
    Replacement files = Replacement.nothing(log);
    attempt.stage(files, false);
    boolean overlaps =
        attempt.runs() > 0
            && otherRuns(files).filter(o -> RunUids.meet(attempt.stagedRuns(), o)).isPresent();
    return overlaps
            || attempt.quarantined() > 0
            || waiting(paths).filter(attempt::isWaitedFor).isPresent()
        ? Optional.empty()
        : Optional.of(attempt);
  }

  /** Whether new files hold what they cannot be read without the others for, if that ends it. */
  static boolean goesOn(
      ConvertRequest request, Function<Map<String, String>, ArchiveTables> fresh) {
    return request.isStrict() && !fresh.apply(request.tolerant()).table("quarantine").isEmpty();
  }

  /**
   * Converts the files that have changed alone, the rows of the others being copied; empty where
   * these files say of a run less than was converted, or something that others have a part in.
   */
  Optional<ConversionAttempt> change(ChangedPart part) throws IOException {
    ArchiveTables read = tables(part.sources().paths());
    Replacement files = Replacement.of(log, part.replaced());
    Dataset<Row> runs = read.table("runs").select("run_uid").persist();
    try {
      if (!read.table("quarantine").isEmpty() || isShared(part, read, runs, files)) {
        return Optional.empty();
      }
    } finally {
      runs.unpersist();
    }
    ConversionAttempt attempt = new ConversionAttempt(context, staging, part.sources());
    try {
      attempt.stage(files, false);
      return Optional.of(attempt);
    } catch (ArchiveException e) {
      if (attempt.losesDocuments()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether files that would not be read have to do with runs of those that would. */
  private boolean isShared(
      ChangedPart part, ArchiveTables read, Dataset<Row> runs, Replacement files) {
    Optional<Dataset<Row>> known =
        new WrittenRows(spark(), context.request().target(), files.replaced())
            .of("runs", ChangedPart.NOTED);
    return otherRuns(files).filter(o -> RunUids.meet(runs, o)).isPresent()
        || known.filter(k -> ChangedPart.sharing(k, runs)).isPresent()
        || known.filter(this::isInFresh).isPresent()
        || waiting(part.sources().paths())
            .filter(w -> w.waitFor(runs, read.table("documents")))
            .isPresent();
  }

  /** Whether new files hold a run that was converted from others. */
  private boolean isInFresh(Dataset<Row> known) {
    return !changes.fresh().isEmpty()
        && RunUids.meet(tables(paths(changes.fresh())).table("runs"), known);
  }

  /** What the conversions before have rejected of files that are not read; empty for nothing. */
  private Optional<WaitingDocuments> waiting(List<String> read) {
    List<String> files = Replacement.of(log, changes.before()).replaced();
    return new WrittenRows(spark(), context.request().target(), files)
        .of("quarantine", WaitingDocuments.COLUMNS)
        .map(quarantine -> new WaitingDocuments(quarantine, read));
  }

  private Optional<Dataset<Row>> otherRuns(Replacement files) {
    return files.otherRuns(spark(), context.request().target());
  }

  private ArchiveTables tables(List<String> paths) {
    return context.archives().apply(paths, context.request().tolerant());
  }

  private SparkSession spark() {
    return context.spark();
  }

  private static List<String> paths(List<SourceFile> files) {
    return files.stream().map(SourceFile::path).toList();
  }
}
