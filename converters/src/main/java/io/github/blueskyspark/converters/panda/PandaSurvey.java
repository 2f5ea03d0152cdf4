package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * PandA files, looked at in tasks.
 *
 * @param files those that can be read, in order
 * @param rejected why the others cannot, by path
 */
record PandaSurvey(List<PandaFile> files, Map<String, AssetException> rejected) {
  /** Either a file or why there is none. */
  private record Look(String path, ArrayList<PandaFile> file, ArrayList<AssetException> failure)
      implements Serializable {}

  /** What is done with a file. */
  private interface Work<T> extends Serializable {
    List<PandaFile> on(T file, PandaReader reader) throws IOException;
  }

  static PandaSurvey of(SparkSession spark, List<String> paths) {
    return of(run(spark, paths, path -> path, (path, reader) -> List.of(reader.survey(path))));
  }

  /**
   * Looks at all values too.
   *
   * @return the same without files that are damaged inside, which are rejected
   */
  PandaSurvey withoutDamage(SparkSession spark) {
    PandaSurvey looked =
        of(run(spark, files, PandaFile::path, (file, reader) -> values(file, reader)));
    Map<String, AssetException> all = new LinkedHashMap<>(rejected);
    all.putAll(looked.rejected());
    return new PandaSurvey(looked.files(), all);
  }

  private static PandaSurvey of(List<Look> looks) {
    List<PandaFile> files = new ArrayList<>();
    Map<String, AssetException> rejected = new LinkedHashMap<>();
    for (Look look : looks) {
      files.addAll(look.file());
      look.failure().forEach(e -> rejected.put(look.path(), e));
    }
    return new PandaSurvey(files, rejected);
  }

  /** A name of a file; sent to tasks. */
  private interface Named<T> extends Serializable {
    String of(T file);
  }

  private static <T> List<Look> run(
      SparkSession spark, List<T> files, Named<T> name, Work<T> work) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    HadoopStorage storage = new HadoopStorage(spark.sessionState().newHadoopConf());
    int slices = Math.max(1, Math.min(files.size(), context.defaultParallelism() * 4));
    return context
        .parallelize(files, slices)
        .map(file -> look(file, name.of(file), work, new PandaReader(storage)))
        .collect();
  }

  private static <T> Look look(T file, String path, Work<T> work, PandaReader reader) {
    try {
      return new Look(path, new ArrayList<>(work.on(file, reader)), new ArrayList<>());
    } catch (AssetException e) {
      return new Look(path, new ArrayList<>(), new ArrayList<>(List.of(e)));
    } catch (IOException | UncheckedIOException e) {
      AssetException failure =
          new AssetException(
                  Location.file(path),
                  "read PandA file",
                  e.toString(),
                  "Check that it is there and may be read")
              .because(e);
      return new Look(path, new ArrayList<>(), new ArrayList<>(List.of(failure)));
    }
  }

  private static List<PandaFile> values(PandaFile file, PandaReader reader) throws IOException {
    StructType columns = PandaSchema.of(List.of(file));
    PandaFile.Part all = new PandaFile.Part(file, 0, file.rows(), PandaLinks.Events.none());
    try (PandaBlocks blocks = new PandaBlocks(all, columns, List.of(), reader)) {
      boolean more = blocks.next();
      while (more) {
        more = blocks.next();
      }
    }
    return List.of(file);
  }

  /** What was thrown for the first file that cannot be read. */
  AssetException failure() {
    return rejected.values().iterator().next();
  }

  /** Why files cannot be read, by path. */
  Map<String, String> reasons() {
    Map<String, String> reasons = new LinkedHashMap<>();
    rejected.forEach((path, e) -> reasons.put(path, e.getMessage()));
    return reasons;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (PandaFile file : files) {
      file.notes().forEach(note -> notes.add(file.path() + ": " + note));
    }
    return notes;
  }
}
