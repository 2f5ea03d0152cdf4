package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.converters.export.DocumentExport;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.jobs.flags.UsageException;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Documents back out, a file a run. */
final class ExportCommand implements Command {
  private static final Flag TO =
      Flag.value("--to", "DIR", "Directory for the files, named by the uid of the run.");
  private static final Flag FORMAT =
      Flag.value(
          "--format",
          "jsonl|msgpack",
          "Framing of the files, as suitcase-jsonl or suitcase-msgpack writes them. Default jsonl.");
  private static final Flag FILL =
      Flag.toggle(
          "--fill", "Put the external arrays that events refer to by a datum into the events.");
  private static final String NAME = "bluesky-spark export";

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "export",
        "documents back out, byte for byte",
        List.of("SOURCE"),
        List.of(TO, FORMAT, FILL),
        true,
        """
        Writes the documents of an archive as files of suitcase-jsonl or suitcase-msgpack, one a run, in their
        original order, with their original text (jsonl) or with dtypes and bytes (msgpack). Runs that are in DIR
        already may have grown, and are not changed otherwise. Exit code 3 when some of the input is no document.

          bluesky-spark export DIR --to OUT --run -1
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    String target = call.arguments().required(TO);
    String format = call.arguments().last(FORMAT).orElse("jsonl");
    if (!format.equals("jsonl") && !format.equals("msgpack")) {
      throw new UsageException(
          NAME,
          "use format '" + format + "'",
          "there is none of that name",
          "Use jsonl or msgpack");
    }
    Map<String, String> options = new LinkedHashMap<>(call.readerOptions());
    if (call.arguments().has(FILL)) {
      options.put(Options.FILL.key(), "yes");
    }
    SparkSession spark = call.spark(Map.of());
    Source source = new Source(call.word(0), options);
    long files = DocumentExport.write(source.table(spark, "documents"), format, target);
    long rejected = source.table(spark, "quarantine").count();
    call.console()
        .print(
            call.arguments().has(GlobalFlags.JSON)
                ? "{\"files\": " + files + ", \"quarantined\": " + rejected + "}"
                : files + (files == 1 ? " file" : " files") + " in " + target);
    if (rejected > 0) {
      call.console()
          .error(
              call.word(0)
                  + ": Cannot export "
                  + rejected
                  + (rejected == 1 ? " piece" : " pieces")
                  + " of the input: no documents. Look at table quarantine.");
    }
    return rejected > 0 ? ExitCode.QUARANTINED : ExitCode.DONE;
  }
}
