package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import io.github.blueskyspark.spi.ArchivePlace;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Servers among the sources. A server has no files whose size and time would tell that it has
 * changed; its runs do: their uids, stop times and numbers of events.
 */
final class ServerSources {
  private static final String FINGERPRINT =
      "xxhash64(%d, run_uid, complete, stop_time, to_json(num_events))";

  private ServerSources() {}

  static boolean isServer(SourceFile source) {
    return ArchivePlace.isServer(source.path());
  }

  /**
   * One source a server: its size is the number of runs, its time and hash stand for what they
   * hold. Passwords are left out of the path.
   */
  static List<SourceFile> list(SparkSession spark, ConvertRequest request) {
    List<SourceFile> found = new ArrayList<>();
    for (String source : request.sources()) {
      if (ArchivePlace.isServer(source)) {
        found.add(look(spark, source, request));
      }
    }
    return found;
  }

  private static SourceFile look(SparkSession spark, String uri, ConvertRequest request) {
    Row state =
        new ArchiveTables(spark, List.of(uri), request.options())
            .table("runs")
            .selectExpr(
                String.format(FINGERPRINT, 1) + " & 4294967295 AS a",
                String.format(FINGERPRINT, 2) + " & 4294967295 AS b")
            .selectExpr("count(*)", "coalesce(sum(a), 0L)", "coalesce(sum(b), 0L)")
            .first();
    String hash = String.format("%016x%016x", state.getLong(1), state.getLong(2));
    return new SourceFile(Location.file(uri).toString(), state.getLong(0), state.getLong(1), hash);
  }
}
