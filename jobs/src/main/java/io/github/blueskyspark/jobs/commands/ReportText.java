package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.converters.archive.ConversionReport;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.Progress;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import java.util.Locale;
import java.util.Map;

/** The report of a conversion, for people or as JSON. */
final class ReportText {
  private ReportText() {}

  static void print(ConversionReport report, String target, Invocation call) {
    call.console()
        .print(
            call.arguments().has(GlobalFlags.JSON) ? json(report, target) : text(report, target));
  }

  private static String json(ConversionReport report, String target) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    node.put("target", target);
    node.put("conversion", report.id());
    node.put("sources", report.sources());
    node.put("source_bytes", report.sourceBytes());
    node.put("runs", report.runs());
    node.set("documents", mapper.valueToTree(report.documents()));
    node.set("rows", mapper.valueToTree(report.rows()));
    node.put("quarantined", report.quarantined());
    node.put("superseded", report.superseded());
    node.put("repeated", report.repeated());
    node.put("kept", report.kept());
    node.put("files", report.files());
    node.put("bytes", report.bytes());
    return node.toPrettyString();
  }

  private static String text(ConversionReport report, String target) {
    String source =
        plural(report.sources(), "source file") + " (" + Progress.size(report.sourceBytes()) + ")";
    return switch (report.outcome()) {
      case UNCHANGED ->
          source + ", " + plural(report.runs(), "run") + ": unchanged, nothing to do in " + target;
      case PLANNED ->
          source
              + ", "
              + plural(report.runs(), "run")
              + " to convert into "
              + target
              + ". Nothing was written.";
      case CONVERTED ->
          source
              + ", "
              + plural(report.runs(), "run")
              + " converted into "
              + target
              + counts(report);
    };
  }

  private static String counts(ConversionReport report) {
    StringBuilder text = new StringBuilder();
    long documents = report.documents().values().stream().mapToLong(Long::longValue).sum();
    text.append("\n\ndocuments in = rows out, by kind (").append(documents).append(" together)");
    report.documents().forEach((kind, n) -> line(text, kind, n));
    text.append("\n\nrows by table");
    for (Map.Entry<String, Long> row : report.rows().entrySet()) {
      line(text, row.getKey(), row.getValue());
    }
    // Formats with a log of their own count their files themselves.
    if (report.files() > 0) {
      text.append("\n\n")
          .append(plural(report.files(), "file"))
          .append(", ")
          .append(Progress.size(report.bytes()));
    }
    note(text, report.superseded(), "event", " superseded by later ones with the same seq_num");
    note(text, report.repeated(), "event", " delivered again, word for word");
    note(text, report.kept(), "run", " kept as before: no source holds them any more");
    if (report.quarantined() > 0) {
      text.append("\n")
          .append(plural(report.quarantined(), "piece"))
          .append(" of input rejected, see table quarantine");
    }
    return text.toString();
  }

  private static void note(StringBuilder text, long n, String noun, String what) {
    if (n > 0) {
      text.append("\n").append(plural(n, noun)).append(what);
    }
  }

  private static void line(StringBuilder text, String name, long n) {
    text.append(String.format(Locale.ROOT, "%n  %-32s %,12d", name, n));
  }

  static String plural(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
