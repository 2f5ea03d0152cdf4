package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** SQL with an archive as the current catalog. */
final class SqlCommand implements Command {
  private static final String CATALOG = "spark.sql.catalog.archive";

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "sql",
        "SQL over an archive: runs, stream.`primary`, frames.`KEY`, …",
        List.of("SOURCE", "QUERY"),
        List.of(Invocation.FORMAT),
        true,
        """
        Runs a SQL statement with the archive as current catalog, named archive. A table shows times in the
        session's time zone (spark.sql.session.timeZone), JSON and CSV in UTC.

          bluesky-spark sql DIR 'SELECT plan_name, count(*) FROM runs GROUP BY plan_name'
          bluesky-spark sql DIR 'SELECT * FROM stream.`primary` LIMIT 5' --format csv
        """);
  }

  @Override
  public int run(Invocation call) {
    Map<String, String> settings = new HashMap<>();
    call.readerOptions().forEach((key, value) -> settings.put(CATALOG + "." + key, value));
    settings.put(CATALOG, "io.github.blueskyspark.BlueskyCatalog");
    settings.put(CATALOG + ".path", call.word(0));
    settings.put("spark.sql.defaultCatalog", "archive");
    call.format();
    call.print(call.spark(settings).sql(call.word(1)));
    return ExitCode.DONE;
  }
}
