package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.converters.verify.VerifyReport;
import io.github.blueskyspark.converters.verify.VerifyRequest;
import io.github.blueskyspark.converters.verify.WarehouseVerifier;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A warehouse against its source. */
final class VerifyCommand implements Command {
  private static final Flag AGAINST =
      Flag.value(
          "--against",
          "SOURCE",
          "Archive that the warehouse was converted from; several when there were several. Without"
              + " it the warehouse is compared with its own commit log.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "verify",
        "compare a warehouse with its source, document by document",
        List.of("WAREHOUSE"),
        List.of(AGAINST),
        true,
        """
        Compares the commit log of a warehouse with its checksums and the bytes of every file with the log; with
        --against also every document, the rows a run of each table and every copied frame with the source. Ends
        with 0 when there is no difference, with 1 and a list otherwise. A selection (--run, --query, --since,
        --until) restricts both sides.

          bluesky-spark verify WAREHOUSE --against DIR
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    VerifyRequest request =
        new VerifyRequest(call.word(0), call.arguments().all(AGAINST.name()), call.readerOptions());
    VerifyReport report = new WarehouseVerifier(call.spark(Map.of()), request).verify();
    call.console().print(call.arguments().has(GlobalFlags.JSON) ? json(report) : text(report));
    return report.differences() == 0 ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static String json(VerifyReport report) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("differences", report.differences());
    node.put("files", report.files());
    node.put("documents", report.documents());
    node.put("frames", report.arrays());
    node.set("examples", mapper.valueToTree(report.examples()));
    return node.toPrettyString();
  }

  private static String text(VerifyReport report) {
    StringBuilder text = new StringBuilder();
    report.examples().forEach(e -> text.append(e).append('\n'));
    long more = report.differences() - report.examples().size();
    if (more > 0) {
      text.append("and ").append(more).append(" more\n");
    }
    return text.append(ReportText.plural(report.differences(), "difference"))
        .append(" in ")
        .append(ReportText.plural(report.files(), "file"))
        .append(", ")
        .append(ReportText.plural(report.documents(), "document"))
        .append(" and ")
        .append(ReportText.plural(report.arrays(), "copied frame"))
        .toString();
  }
}
