package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.BlueskyException;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * PandA files, looked at in tasks.
 *
 * @param files those that can be read, in order
 * @param rejected messages of those that cannot
 * @param first what was thrown for the first of those
 */
record PandaSurvey(List<PandaFile> files, List<String> rejected, Optional<BlueskyException> first) {
  /** Either a file or why there is none. */
  private record Look(List<PandaFile> file, List<BlueskyException> failure)
      implements Serializable {}

  static PandaSurvey of(SparkSession spark, List<SourceFile> sources) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Configuration conf = spark.sessionState().newHadoopConf();
    Broadcast<SerializableConfiguration> shared =
        context.broadcast(new SerializableConfiguration(conf));
    int slices = Math.max(1, Math.min(sources.size(), context.defaultParallelism() * 4));
    List<String> paths = sources.stream().map(SourceFile::path).toList();
    List<Look> looks =
        context
            .parallelize(paths, slices)
            .map(path -> look(path, shared.value().value()))
            .collect();
    List<PandaFile> files = new ArrayList<>();
    List<BlueskyException> failures = new ArrayList<>();
    for (Look look : looks) {
      files.addAll(look.file());
      failures.addAll(look.failure());
    }
    return new PandaSurvey(
        files,
        failures.stream().map(Throwable::getMessage).toList(),
        failures.stream().findFirst());
  }

  private static Look look(String path, Configuration conf) throws IOException {
    try {
      return new Look(
          new ArrayList<>(List.of(new PandaReader(conf).survey(path))), new ArrayList<>());
    } catch (AssetException e) {
      return new Look(new ArrayList<>(), new ArrayList<>(List.of(e)));
    }
  }

  BlueskyException failure() {
    return first.orElseThrow();
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (PandaFile file : files) {
      file.notes().forEach(note -> notes.add(file.path() + ": " + note));
    }
    return notes;
  }
}
