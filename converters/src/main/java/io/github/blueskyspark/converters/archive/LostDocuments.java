package io.github.blueskyspark.converters.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Documents that replaced conversions held of a run that goes on, and that no source holds any
 * more. What a source says that is there counts, so a document that was taken out of the middle of
 * a run is no loss; where a source is gone it is, and so is the end of a run where a file has
 * become shorter.
 */
final class LostDocuments {
  private static final String HASH = "xxhash64(name, json) & 4294967295";

  /** What a document is called by, also where it came alone before and comes in a page now. */
  private static final String KEYS =
      "explode(CASE WHEN name IN ('start', 'stop') THEN array('')"
          + " WHEN name = 'event_page' THEN coalesce(from_json(get_json_object(json, '$.uid'),"
          + " 'array<string>'), array(json))"
          + " WHEN name = 'datum_page' THEN coalesce(from_json(get_json_object(json,"
          + " '$.datum_id'), 'array<string>'), array(json))"
          + " WHEN name = 'datum' THEN array(coalesce(get_json_object(json, '$.datum_id'), json))"
          + " ELSE array(coalesce(get_json_object(json, '$.uid'), json)) END) AS key";

  private LostDocuments() {}

  /**
   * Compares the documents of runs that both have, where a source is gone or shorter.
   *
   * @param before documents of the conversions that are replaced: {@code run_uid}, {@code
   *     position}, {@code name}, {@code json}
   * @param now documents that are about to take their place
   * @param sources what was read
   * @throws ArchiveException when any is lost
   */
  static void check(Dataset<Row> before, Dataset<Row> now, SourcesAgain sources) {
    if (sources.unread().isEmpty() && sources.shorter().isEmpty()) {
      return;
    }
    Dataset<Row> old = hashed(before, "old");
    Dataset<Row> fresh = hashed(now, "new");
    Dataset<Row> differing =
        old.join(fresh, old.col("old_uid").equalTo(fresh.col("new_uid")))
            .where("old_count != new_count OR old_sum != new_sum")
            .select("old_uid");
    Dataset<Row> had = keys(before, differing);
    Dataset<Row> has = keys(now, differing);
    Column same =
        had.col("run_uid")
            .equalTo(has.col("run_uid"))
            .and(had.col("kind").equalTo(has.col("kind")))
            .and(had.col("key").equalTo(has.col("key")));
    Dataset<Row> last =
        had.groupBy(col("run_uid").as("last_uid")).agg(max("position").as("last_position"));
    Dataset<Row> lost =
        had.join(has, same, "left_anti")
            .groupBy("run_uid")
            .agg(
                count(lit(1)).as("documents"),
                min("position").as("first"),
                max("position").as("end"));
    Dataset<Row> runs =
        lost.join(last, lost.col("run_uid").equalTo(last.col("last_uid")))
            .where(
                sources.unread().isEmpty() ? col("end").equalTo(col("last_position")) : lit(true))
            .orderBy("run_uid");
    List<Row> first = runs.select("run_uid", "documents", "first").limit(1).collectAsList();
    if (!first.isEmpty()) {
      throw lost(first.get(0), sources);
    }
  }

  private static Dataset<Row> hashed(Dataset<Row> documents, String of) {
    return documents
        .groupBy(col("run_uid").as(of + "_uid"))
        .agg(count(lit(1)).as(of + "_count"), sum(expr(HASH)).as(of + "_sum"));
  }

  private static Dataset<Row> keys(Dataset<Row> documents, Dataset<Row> runs) {
    return FiniteJson.of(
            documents.join(
                runs, documents.col("run_uid").equalTo(runs.col("old_uid")), "left_semi"))
        .selectExpr("run_uid", "position", "regexp_replace(name, '_page$', '') AS kind", KEYS);
  }

  private static ArchiveException lost(Row run, SourcesAgain sources) {
    List<String> suspects = new ArrayList<>();
    suspect(sources.gone(), "was read then and not now").ifPresent(suspects::add);
    suspect(sources.shorter(), "has become shorter").ifPresent(suspects::add);
    return new ArchiveException(
        Location.run(run.getString(0)),
        "convert the archive",
        String.format(
            Locale.ROOT,
            "%d of its documents that were converted before, the first at position %d, are in no"
                + " source any more; %s",
            run.getLong(1),
            run.getLong(2),
            String.join("; ", suspects)),
        "Bring it back; or take away what is left of the run, too, then it stays as it was"
            + " converted; or convert into a new directory. Nothing of this conversion counts");
  }

  private static Optional<String> suspect(List<SourceFile> sources, String what) {
    String more = sources.size() > 1 ? " and " + (sources.size() - 1) + " more" : "";
    return sources.stream().findFirst().map(first -> first.path() + more + " " + what);
  }
}
