package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConversionReport;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.panda.PandaConverter;
import io.github.blueskyspark.converters.panda.PandaReport;
import io.github.blueskyspark.converters.panda.PandaRequest;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The main job on the sample data: documents and PandA files to a warehouse, and what SQL then
 * answers.
 */
final class DemoCommand implements Command {
  private static final Flag OUTPUT =
      Flag.value("--output", "DIR", "Directory of the warehouse. Default build/demo in the clone.");

  /** Where the documents of the samples say their files are. */
  private static final String WRITTEN_AT = "/data/bluesky-samples";

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "demo",
        "the main job on sample-data/, and a few SQL answers",
        List.of(),
        List.of(OUTPUT),
        false,
        """
        Converts the documents and PandA files of sample-data/ to a warehouse and asks it a few questions in
        SQL. Run again, it finds nothing new and answers the same.
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    Path samples = samples();
    String target =
        call.arguments()
            .last(OUTPUT)
            .orElse(samples.resolveSibling("build").resolve("demo").toString());
    SparkSession spark = call.spark(Map.of());
    ConvertRequest documents =
        new ConvertRequest(
            List.of(
                samples.resolve("documents/archive").toString(),
                samples.resolve("fly-scan-with-camera/archive").toString()),
            target,
            Map.of(Options.ROOT_MAP.key(), WRITTEN_AT + "=" + samples),
            Optional.empty(),
            Frames.COPIED);
    ConversionReport converted = new ArchiveConverter(spark).convert(documents);
    PandaRequest files =
        new PandaRequest(
            List.of(samples.resolve("panda-files/archive").toString()),
            target,
            Optional.empty(),
            Map.of());
    PandaReport triggers = new PandaConverter(spark).convert(files);
    call.console()
        .print(
            "Warehouse "
                + target
                + ": "
                + ReportText.plural(converted.runs(), "run")
                + " and "
                + ReportText.plural(triggers.sources(), "PandA file")
                + " as Parquet.");
    DemoQuestions.ask(spark, target, call);
    return ExitCode.DONE;
  }

  /** The folder of the clone; the launcher tells where that is. */
  private static Path samples() {
    String home = Optional.ofNullable(System.getenv("BLUESKY_SPARK_HOME")).orElse("");
    Path samples = Path.of(home, "sample-data").toAbsolutePath().normalize();
    if (!Files.isDirectory(samples.resolve("documents"))) {
      throw new ArchiveException(
          Location.file(samples.toString()),
          "run the demo",
          "there is no sample data",
          "Start jobs/bin/bluesky-spark of a clone, or set BLUESKY_SPARK_HOME to one");
    }
    return samples;
  }
}
