package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Invocation;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** What the demo asks its warehouse, in plain SQL over Parquet: any engine can. */
final class DemoQuestions {
  private record Question(String about, String sql) {}

  private static final List<Question> ALL =
      List.of(
          new Question(
              "Which plans were run, and how did they end?",
              "SELECT plan_name, count(*) AS runs, count_if(exit_status = 'success') AS succeeded,"
                  + " sum(map_values(num_events)[0]) AS events FROM runs GROUP BY plan_name ORDER"
                  + " BY runs DESC, plan_name"),
          new Question(
              "What did the detector 'det' see in each scan?",
              "SELECT r.scan_id, r.plan_name, count(p.det) AS points, round(avg(p.det), 6) AS mean,"
                  + " round(max(p.det), 6) AS highest FROM primary p JOIN runs r USING (run_uid)"
                  + " WHERE p.det IS NOT NULL GROUP BY r.run_uid, r.scan_id, r.plan_name ORDER BY"
                  + " r.scan_id, r.run_uid LIMIT 8"),
          new Question(
              "How many triggers did the PandA count in each file, and when?",
              "SELECT regexp_extract(file, '[^/]*$', 0) AS file, count(*) AS triggers, min(time) AS"
                  + " first, max(time) AS last, round(avg(`INENC1.VAL.Value`), 6) AS mean_position"
                  + " FROM panda GROUP BY file ORDER BY file"),
          new Question(
              "Which camera frame is the brightest of the fly scan?",
              "SELECT seq_num, frame, image.dtype, image.shape, min, max, round(mean, 4) AS mean"
                  + " FROM frames ORDER BY mean DESC, seq_num LIMIT 3"),
          new Question(
              "Which documents are in the warehouse, to be given back byte for byte?",
              "SELECT name, count(*) AS documents, sum(length(json)) AS characters FROM documents"
                  + " GROUP BY name ORDER BY name"));

  private DemoQuestions() {}

  static void ask(SparkSession spark, String target, Invocation call) {
    view(spark, target, "runs", "runs");
    view(spark, target, "stream/stream=primary", "primary");
    view(spark, target, "panda", "panda");
    view(spark, target, "frames", "frames");
    view(spark, target, "documents", "documents");
    for (Question question : ALL) {
      call.console().print("\n" + question.about());
      call.console().print("  " + question.sql() + "\n");
      call.print(spark.sql(question.sql()));
    }
  }

  private static void view(SparkSession spark, String target, String folder, String name) {
    spark
        .read()
        .option("mergeSchema", "true")
        .parquet(target + "/" + folder)
        .createOrReplaceTempView(name);
  }
}
