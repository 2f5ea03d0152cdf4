package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.converters.panda.PandaConverter;
import io.github.blueskyspark.converters.panda.PandaReport;
import io.github.blueskyspark.converters.panda.PandaReport.Outcome;
import io.github.blueskyspark.converters.panda.PandaRequest;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.Progress;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** PandA HDF5 files to Parquet. */
final class PandaCommand implements Command {
  private static final Flag TO =
      Flag.value("--to", "DIR", "Directory of the warehouse; the rows go to its folder panda/.");
  private static final Flag RUN_ARCHIVE =
      Flag.value(
          "--run-archive",
          "SOURCE",
          "Archive with the documents of the runs: fills run_uid and seq_num.");

  private static final Flag BITS =
      Flag.value(
          "--bits",
          "all|COLUMN=NAMES",
          "Bits as BOOLEAN columns; may be given several times. all makes PCAP.BITS0.0 to"
              + " PCAP.BITS0.31 of each word that was captured; NAMES, comma-separated from bit 0"
              + " on, name them as the PandA's answer to PCAP.BITS0.BITS? does, an empty name"
              + " leaves one out.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "panda",
        "PandA HDF5 files to Parquet, one row a trigger",
        List.of("FILE…"),
        List.of(TO, RUN_ARCHIVE, BITS),
        true,
        """
        Converts PandA HDF5 files (or directories of them) to Parquet: one row a trigger with file, row, time,
        run_uid, seq_num and a column a dataset. No documents are needed. Time is start_time +
        hw_time_offset_ns + the first of PCAP.TS_TRIG, TS_START and TS_END, and null where the file does not
        say. Capture kind, units, scale and offset are metadata of the columns. Files that are converted already and
        have not changed are left alone; those that cannot be read are named, here and in table quarantine (exit
        code 3), and --mode FAILFAST stops at the first. The other reader flags below are for --run-archive.

          bluesky-spark panda scan_*.h5 --to WAREHOUSE --run-archive DOCUMENTS
          bluesky-spark panda DIR --to WAREHOUSE --bits PCAP.BITS0=TTLIN1.VAL,TTLIN2.VAL,,LVDSIN1.VAL
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    String target = call.arguments().required(TO);
    PandaRequest request =
        new PandaRequest(
            call.arguments().words(),
            target,
            call.arguments().last(RUN_ARCHIVE),
            call.readerOptions(),
            call.arguments().all(BITS.name()));
    PandaReport report = new PandaConverter(call.spark(Map.of())).convert(request);
    print(report, target, call);
    return report.rejected().isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINED;
  }

  static void print(PandaReport report, String target, Invocation call) {
    report.notes().forEach(note -> call.console().note("note: " + note));
    report.rejected().forEach(call.console()::error);
    call.console()
        .print(
            call.arguments().has(GlobalFlags.JSON) ? json(report, target) : text(report, target));
  }

  private static String json(PandaReport report, String target) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    node.put("target", target);
    node.put("sources", report.sources());
    node.put("converted", report.converted());
    node.put("rows", report.rows());
    node.set("columns", mapper.valueToTree(report.columns()));
    node.put("files", report.files());
    node.put("bytes", report.bytes());
    node.put("runs", report.runs());
    node.set("notes", mapper.valueToTree(report.notes()));
    node.set("rejected", mapper.valueToTree(report.rejected()));
    return node.toPrettyString();
  }

  private static String text(PandaReport report, String target) {
    if (report.outcome() == Outcome.UNCHANGED) {
      return ReportText.plural(report.sources(), "PandA file")
          + ": unchanged, nothing to do in "
          + target;
    }
    return ReportText.plural(report.converted(), "PandA file")
        + ", "
        + ReportText.plural(report.rows(), "row")
        + " with "
        + ReportText.plural(report.columns().size(), "dataset column")
        + " in "
        + ReportText.plural(report.files(), "file")
        + " ("
        + Progress.size(report.bytes())
        + ") below "
        + target
        + "/panda";
  }
}
