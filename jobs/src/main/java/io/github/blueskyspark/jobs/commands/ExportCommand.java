package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.export.DocumentExport;
import io.github.blueskyspark.converters.export.ReferenceExport;
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
          "jsonl|msgpack|kerchunk|kerchunk-parquet",
          "Framing of the files, as suitcase-jsonl or suitcase-msgpack writes them; kerchunk"
              + " and kerchunk-parquet write no documents, but where the external arrays stand."
              + " Default jsonl.");
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

        With --format kerchunk, one JSON file a run says where each chunk of the external arrays stands, so that
        Python opens them through fsspec and zarr where they are; kerchunk-parquet writes a folder a stream, of which
        fsspec reads only what it needs. Arrays that cannot be said so are listed.

          bluesky-spark export DIR --to OUT --run -1
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    String target = call.arguments().required(TO);
    String format = call.arguments().last(FORMAT).orElse("jsonl");
    if (format.equals("kerchunk")) {
      return references(call, ReferenceExport.Form.JSON, target);
    }
    if (format.equals("kerchunk-parquet")) {
      return references(call, ReferenceExport.Form.PARQUET, target);
    }
    if (!format.equals("jsonl") && !format.equals("msgpack")) {
      throw new UsageException(
          NAME,
          "use format '" + format + "'",
          "there is none of that name",
          "Use jsonl, msgpack, kerchunk or kerchunk-parquet");
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

  private static int references(Invocation call, ReferenceExport.Form form, String target)
      throws IOException {
    Source source = new Source(call.word(0), call.readerOptions());
    ReferenceExport.Report report =
        ReferenceExport.write(source.table(call.spark(Map.of()), "chunks"), form, target);
    if (call.arguments().has(GlobalFlags.JSON)) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("files", report.files());
      told.put("arrays", report.arrays());
      told.put("left_out", report.leftOut());
      call.console().print(new ObjectMapper().writeValueAsString(told));
    } else {
      call.console()
          .print(
              ReportText.plural(report.arrays(), "array")
                  + " in "
                  + ReportText.plural(report.files(), "file")
                  + " in "
                  + target);
      report.leftOut().forEach(text -> call.console().print("left out: " + text));
    }
    return ExitCode.DONE;
  }
}
