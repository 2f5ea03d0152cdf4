package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.converters.export.DocumentExport;
import io.github.blueskyspark.converters.export.Retrofit;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Documents for detector files that were written without any. */
final class RetrofitCommand implements Command {
  private static final Flag TEMPLATE =
      Flag.value(
          "--template",
          "NAME",
          "File names with {run} and {index} fields, for example 'scan_{run}_{index:04d}.tif'.");
  private static final Flag TO =
      Flag.value("--to", "DIR", "Directory for the documents, a file a run.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "retrofit",
        "a bucket of files to documents (JSONL)",
        List.of("DIR"),
        List.of(TEMPLATE, TO),
        false,
        """
        Makes up documents for detector files that were written without any, by a template of their names.
        Without a template an HDF5 file is a run, and images whose names differ in their last number are one.
        Dots and slashes in names of data keys become '_', which is what event-model allows.

          bluesky-spark retrofit BUCKET --template 'scan_{run}_{index:04d}.tif' --to DOCS
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    String target = call.arguments().required(TO);
    Map<String, String> options =
        Retrofit.options(call.arguments().last(TEMPLATE), call.readerOptions());
    SparkSession spark = call.spark(Map.of());
    Source source = new Source(call.word(0), options);
    long files =
        DocumentExport.write(
            Retrofit.documents(spark, call.word(0), call.arguments().last(TEMPLATE), options),
            "jsonl",
            target);
    long rejected = source.table(spark, "quarantine").count();
    call.console()
        .print(
            call.arguments().has(GlobalFlags.JSON)
                ? "{\"files\": " + files + ", \"quarantined\": " + rejected + "}"
                : files + (files == 1 ? " run" : " runs") + " in " + target);
    return rejected == 0 ? ExitCode.DONE : ExitCode.QUARANTINED;
  }
}
