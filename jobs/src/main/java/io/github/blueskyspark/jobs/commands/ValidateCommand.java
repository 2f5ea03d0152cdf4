package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.render.JsonText;
import io.github.blueskyspark.jobs.render.OutputFormat;
import io.github.blueskyspark.jobs.render.PlainText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What in an archive breaks the rules of event-model. */
final class ValidateCommand implements Command {
  private static final String CATALOG = "spark.sql.catalog.archive";

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "validate",
        "what in an archive breaks the rules of event-model",
        List.of("SOURCE"),
        List.of(),
        true,
        """
        Reads the whole archive and lists, with file and place, what could not be read, what contradicts itself
        (references, seq_nums, counts, times, keys, types and shapes) and what had to be repaired. Opens no
        detector file and changes nothing. Ends with 3 when there is an error; warnings alone end with 0.

          bluesky-spark validate DIR --run -1
        """);
  }

  @Override
  public int run(Invocation call) {
    Map<String, String> settings = new HashMap<>();
    call.readerOptions().forEach((key, value) -> settings.put(CATALOG + "." + key, value));
    settings.put(CATALOG, "io.github.blueskyspark.BlueskyCatalog");
    settings.put(CATALOG + ".path", call.word(0));
    OutputFormat format = call.format();
    Dataset<Row> findings = call.spark(settings).sql("CALL archive.system.validate()");
    List<Row> rows = findings.collectAsList();
    long errors = rows.stream().filter(r -> r.getString(0).equals("error")).count();
    if (format == OutputFormat.JSON) {
      call.console()
          .print(
              "{\"errors\": "
                  + errors
                  + ",\n\"warnings\": "
                  + (rows.size() - errors)
                  + ",\n\"findings\": "
                  + JsonText.rows(rows, findings.schema())
                  + "}");
    } else if (format == OutputFormat.CSV) {
      format.print(
          rows, findings.schema(), Invocation.zone(findings.sparkSession()), call.console().out());
    } else {
      call.console().print(errors + " errors, " + (rows.size() - errors) + " warnings");
      rows.forEach(r -> call.console().print(PlainText.printable(line(r))));
    }
    return errors == 0 ? ExitCode.DONE : ExitCode.QUARANTINED;
  }

  /** Whole, as a table would cut what matters. */
  private static String line(Row finding) {
    return finding.getString(0)
        + " "
        + finding.getString(2)
        + ": "
        + finding.getString(3)
        + ": "
        + finding.getString(4);
  }
}
