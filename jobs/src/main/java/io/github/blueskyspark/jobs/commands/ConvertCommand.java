package io.github.blueskyspark.jobs.commands;

import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConversionReport;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.converters.sinks.SinkSettings;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.Progress;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.jobs.flags.UsageException;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Archives to a warehouse. */
final class ConvertCommand implements Command {
  private static final Flag TO =
      Flag.value(
          "--to",
          "DIR",
          "Directory of the warehouse, made when it is not there; for iceberg and delta also a"
              + " namespace, such as lake.beamline.");
  private static final Flag STREAMS =
      Flag.value("--streams", "NAMES", "Streams that get a table, comma-separated; default all.");
  private static final Flag FRAMES =
      Flag.toggle(
          "--frames",
          "Copy external arrays too; without it they stay where they are and table assets names"
              + " them.");
  private static final Flag REFERENCES =
      Flag.toggle(
          "--references",
          "Leave external arrays where they are, and say in table chunks where each chunk stands.");
  private static final Flag SINK =
      Flag.value(
          "--sink",
          "parquet|iceberg|delta",
          "Format of the tables; iceberg and delta need their jars. Default parquet.");
  private static final Flag ALLOWED_ROOT =
      Flag.value(
          "--allowed-root",
          "DIR",
          "Directory below which external files may be opened; may be given several times.");
  private static final Flag DRY_RUN =
      Flag.toggle("--dry-run", "Tell what would be done and write nothing.");
  private static final String NAME = "bluesky-spark convert";

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "convert",
        "archives to a warehouse of partitioned Parquet",
        List.of("SOURCE…"),
        List.of(TO, STREAMS, FRAMES, REFERENCES, SINK, ALLOWED_ROOT, DRY_RUN),
        true,
        """
        Converts archives to a warehouse: one folder a table (runs, streams, data_keys, configuration, assets,
        documents, stream/stream=NAME, quarantine), Parquet files a month of the run's start. All of a
        conversion counts or nothing does; run again, it does only what is new. Rejected input goes to table
        quarantine and the exit code is 3.

        With --sink iceberg or delta the same rows go to tables of that format; a run that comes again replaces
        its rows. Bring the jars: --conf spark.jars.packages=… under spark-submit, else
        --conf spark.driver.extraClassPath=….

          bluesky-spark convert DIR --to WAREHOUSE --since 2026-01-01
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    String target = call.arguments().required(TO);
    SinkKind sink = sink(call.arguments().last(SINK).orElse(SinkKind.PARQUET.label()));
    Map<String, String> options = new HashMap<>(call.readerOptions());
    List<String> roots = call.arguments().all(ALLOWED_ROOT.name());
    if (!roots.isEmpty()) {
      options.merge(Options.ALLOWED_ROOTS.key(), String.join(",", roots), (a, b) -> a + "," + b);
    }
    Optional<List<String>> streams =
        call.arguments()
            .last(STREAMS)
            .map(
                s ->
                    Arrays.stream(s.split(",", -1))
                        .map(String::trim)
                        .filter(n -> !n.isEmpty())
                        .toList());
    Frames frames = frames(call);
    ConvertRequest request =
        new ConvertRequest(call.arguments().words(), target, options, streams, frames, sink);
    Progress progress = new Progress(call.console(), call.arguments().has(GlobalFlags.VERBOSE));
    ArchiveConverter converter =
        new ArchiveConverter(call.spark(settings(call, sink), progress)).watched(progress::begins);
    ConversionReport report =
        call.arguments().has(DRY_RUN) ? converter.plan(request) : converter.convert(request);
    ReportText.print(report, target, call);
    return report.quarantined() > 0 ? ExitCode.QUARANTINED : ExitCode.DONE;
  }

  private static SinkKind sink(String name) {
    try {
      return SinkKind.of(name);
    } catch (OptionException e) {
      throw new UsageException(
          NAME,
          "use sink '" + name + "'",
          "there is none of that name",
          "Use one of "
              + Arrays.stream(SinkKind.values())
                  .map(SinkKind::label)
                  .collect(Collectors.joining(", ")));
    }
  }

  /** What a format needs from the start of the session, beside what the user has set. */
  private static Map<String, String> settings(Invocation call, SinkKind sink) {
    Map<String, String> settings = new HashMap<>(SinkSettings.of(sink));
    call.arguments()
        .sparkSettings()
        .forEach(
            given ->
                settings.computeIfPresent(
                    given.getKey(),
                    (key, ours) ->
                        key.endsWith(".extensions")
                            ? given.getValue() + "," + ours
                            : given.getValue()));
    return settings;
  }

  private static Frames frames(Invocation call) {
    boolean located = call.arguments().has(REFERENCES);
    if (call.arguments().has(FRAMES)) {
      if (located) {
        throw new UsageException(
            NAME,
            "copy external arrays and leave them where they are",
            "both --frames and --references are given",
            "Give one of them");
      }
      return Frames.COPIED;
    }
    return located ? Frames.LOCATED : Frames.REFERENCED;
  }
}
