package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.layout.CompactionReport;
import io.github.blueskyspark.converters.layout.WarehouseCompaction;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.Progress;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Few files of many small ones. */
final class CompactCommand implements Command {
  private static final Flag DRY_RUN =
      Flag.toggle("--dry-run", "Tell what would be put together and write nothing.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "compact",
        "put small files of a warehouse together",
        List.of("WAREHOUSE"),
        List.of(DRY_RUN),
        false,
        """
        Conversions of every hour leave many small files. Files below 128 MiB of one folder and month become one,
        or several of about 256 MiB, sorted as before; files that lack a column which later conversions brought
        get it, so that every reader reads the folder without options. Rows and documents stay what they are.
        All of it counts, or nothing does; the old files are kept aside for an hour.

          bluesky-spark compact WAREHOUSE
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    WarehouseCompaction compaction = new WarehouseCompaction(call.spark(Map.of()), call.word(0));
    boolean dry = call.arguments().has(DRY_RUN);
    CompactionReport report = dry ? compaction.plan() : compaction.run();
    if (call.arguments().has(GlobalFlags.JSON)) {
      call.console()
          .print(
              new ObjectMapper()
                  .createObjectNode()
                  .put("files_before", report.filesBefore())
                  .put("bytes_before", report.bytesBefore())
                  .put("files_after", report.filesAfter())
                  .put("bytes_after", report.bytesAfter())
                  .toPrettyString());
      return ExitCode.DONE;
    }
    String before =
        ReportText.plural(report.filesBefore(), "file")
            + " ("
            + Progress.size(report.bytesBefore())
            + ")";
    call.console()
        .print(
            report.filesBefore() == 0
                ? "No small files to put together"
                : dry
                    ? before + " would be put together. Nothing was written."
                    : before
                        + " became "
                        + ReportText.plural(report.filesAfter(), "file")
                        + " ("
                        + Progress.size(report.bytesAfter())
                        + ")");
    return ExitCode.DONE;
  }
}
