package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.options.Options;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Writes the run index of an archive, or brings it up to date. */
final class IndexCommand implements Command {
  private static final String CATALOG = "spark.sql.catalog.archive";
  private static final Flag TO =
      Flag.value(
          "--to",
          "DIR",
          "Directory of the index; default _bluesky_index in the archive, where readers look by"
              + " themselves. Readers find another one with option index.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "index",
        "build or refresh the run index of an archive",
        List.of("SOURCE"),
        List.of(TO),
        true,
        """
        Keeps the start and stop documents of all runs in one file, so that searches and run keys open no
        document file. Only files that are new or have changed are read. The index is never needed: a file that
        has changed since is read itself, and answers are the same without the index.

          bluesky-spark index DIR
          bluesky-spark index /read/only --to ~/indexes/beamline
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    Map<String, String> settings = new HashMap<>();
    call.readerOptions().forEach((key, value) -> settings.put(CATALOG + "." + key, value));
    call.arguments()
        .last(TO)
        .ifPresent(to -> settings.put(CATALOG + "." + Options.INDEX.key(), to));
    settings.put(CATALOG, "io.github.blueskyspark.BlueskyCatalog");
    settings.put(CATALOG + ".path", call.word(0));
    Row done = call.spark(settings).sql("CALL archive.system.refresh_index()").head();
    boolean written = !done.isNullAt(done.fieldIndex("index"));
    String note = written ? "" : done.getAs("note");
    Map<String, Object> report = new LinkedHashMap<>();
    for (String column : List.of("runs", "files", "read", "left_out")) {
      report.put(column, done.<Number>getAs(column).longValue());
    }
    report.put("index", written ? done.getAs("index") : null);
    report.put("note", note);
    if (call.arguments().has(GlobalFlags.JSON)) {
      call.console().print(new ObjectMapper().writeValueAsString(report));
    } else {
      call.console()
          .print(
              written
                  ? report.get("runs")
                      + " runs; "
                      + report.get("files")
                      + " files in the index, "
                      + report.get("read")
                      + " of them read, "
                      + report.get("left_out")
                      + " left out\n"
                      + report.get("index")
                  : "No index was written: " + note);
    }
    return written ? ExitCode.DONE : ExitCode.FAILED;
  }
}
