package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.converters.align.AlignReport;
import io.github.blueskyspark.converters.align.AlignRequest;
import io.github.blueskyspark.converters.align.AlignRequest.Arrays;
import io.github.blueskyspark.converters.align.ArchiveAligner;
import io.github.blueskyspark.converters.align.AsOf;
import io.github.blueskyspark.converters.align.AsOf.Direction;
import io.github.blueskyspark.converters.align.AsOf.ExactMatches;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.Progress;
import io.github.blueskyspark.jobs.flags.Arguments;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.jobs.flags.UsageException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Two streams joined as of their times. */
final class AlignCommand implements Command {
  private static final Flag LEFT =
      Flag.value("--left", "SIDE", "Whose rows are kept, each once. Default primary.");
  private static final Flag RIGHT =
      Flag.value(
          "--right",
          "SIDE",
          "Whose columns are added; may be given several times. A SIDE is the name of a stream, or"
              + " panda:PATH for PandA HDF5 files or the PandA rows of a warehouse.");
  private static final Flag ON =
      Flag.value("--on", "COLUMN", "Column that is compared, on both sides. Default time.");
  private static final Flag LEFT_ON =
      Flag.value("--left-on", "COLUMN", "The same for the left side, for example ts_motor.");
  private static final Flag RIGHT_ON =
      Flag.value("--right-on", "COLUMN", "The same for the right sides.");
  private static final Flag BY =
      Flag.value(
          "--by",
          "COLUMNS",
          "Columns that must be equal, comma-separated, '' for none. Default run_uid.");
  private static final Flag DIRECTION =
      Flag.value(
          "--direction",
          "backward|forward|nearest",
          "The last row that is not later, the first that is not earlier, or the nearest of the"
              + " two. Default backward.");
  private static final Flag TOLERANCE =
      Flag.value(
          "--tolerance",
          "DISTANCE",
          "Greatest distance that counts, itself included: 5ms, 2s, 10us, 1min, 1h; a number alone"
              + " is seconds, or the unit of the columns where they are numbers.");
  private static final Flag NO_EXACT =
      Flag.toggle("--no-exact-matches", "Rows of the very same time do not count.");
  private static final Flag SUFFIX =
      Flag.value(
          "--suffix", "TEXT", "Put behind names of right columns that are taken. Default _SIDE.");
  private static final Flag FRAMES =
      Flag.toggle("--frames", "Copy arrays of external files too, not only numbers.");
  private static final Flag TO =
      Flag.value("--to", "DIR", "Directory for Parquet files; without it the rows are printed.");
  private static final Pattern DISTANCE =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*(ns|us|µs|ms|s|min|h|d)?");
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ns", BigDecimal.valueOf(1, 9),
          "us", BigDecimal.valueOf(1, 6),
          "µs", BigDecimal.valueOf(1, 6),
          "ms", BigDecimal.valueOf(1, 3),
          "s", BigDecimal.ONE,
          "min", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3_600),
          "d", BigDecimal.valueOf(86_400));
  private static final String NAME = "bluesky-spark align";

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "align",
        "join streams as of their times",
        List.of("SOURCE"),
        List.of(
            LEFT,
            RIGHT,
            ON,
            LEFT_ON,
            RIGHT_ON,
            BY,
            DIRECTION,
            TOLERANCE,
            NO_EXACT,
            SUFFIX,
            FRAMES,
            TO,
            Invocation.FORMAT),
        true,
        """
        Joins streams of different rates, monitors and PandA triggers, as pandas.merge_asof does: each row of the
        left side with the last, next or nearest row of each right side in the same run. SOURCE is an archive or a
        warehouse. Rows come out sorted by run and time, as Parquet or printed. PandA files that cannot be read are
        named and left out (exit code 3); --mode FAILFAST stops at the first.

          bluesky-spark align DIR --left primary --right baseline --direction nearest --tolerance 500ms --to OUT
          bluesky-spark align DIR --left panda:scan_1.h5 --right ring_current_monitor --format csv
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    AlignRequest request = request(call);
    Optional<String> target = call.arguments().last(TO);
    call.format();
    List<String> rejected = new ArrayList<>();
    ArchiveAligner aligner = new ArchiveAligner(call.spark(Map.of()), rejected::add);
    if (target.isEmpty()) {
      Dataset<Row> aligned = aligner.align(request);
      rejected.forEach(call.console()::error);
      call.print(aligned);
      return code(rejected);
    }
    AlignReport report = aligner.write(request, target.get());
    boolean json = call.arguments().has(GlobalFlags.JSON);
    rejected.forEach(call.console()::error);
    call.console().print(json ? json(report, target.get()) : text(report, target.get()));
    return code(rejected);
  }

  private static int code(List<String> rejected) {
    return rejected.isEmpty() ? ExitCode.DONE : ExitCode.QUARANTINED;
  }

  static AlignRequest request(Invocation call) {
    Arguments given = call.arguments();
    given.required(RIGHT);
    String on = given.last(ON).orElse("time");
    List<String> by =
        Pattern.compile(",")
            .splitAsStream(given.last(BY).orElse("run_uid"))
            .map(String::strip)
            .filter(column -> !column.isEmpty())
            .toList();
    AsOf asOf =
        AsOf.on(given.last(LEFT_ON).orElse(on), given.last(RIGHT_ON).orElse(on))
            .by(by.toArray(String[]::new))
            .direction(direction(given.last(DIRECTION).orElse("backward")))
            .exactMatches(given.has(NO_EXACT) ? ExactMatches.LEFT_OUT : ExactMatches.ALLOWED);
    Optional<String> tolerance = given.last(TOLERANCE);
    return new AlignRequest(
        call.word(0),
        call.readerOptions(),
        given.last(LEFT).orElse("primary"),
        given.all(RIGHT.name()),
        tolerance.isPresent() ? asOf.within(distance(tolerance.get())) : asOf,
        given.last(SUFFIX),
        given.has(FRAMES) ? Arrays.COPIED : Arrays.LEFT_OUT);
  }

  private static Direction direction(String name) {
    for (Direction direction : Direction.values()) {
      if (direction.name().equalsIgnoreCase(name)) {
        return direction;
      }
    }
    throw new UsageException(
        NAME,
        "use direction '" + name + "'",
        "there is none of that name",
        "Use backward, forward or nearest");
  }

  static BigDecimal distance(String text) {
    Matcher matcher = DISTANCE.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UsageException(
          NAME,
          "use tolerance '" + text + "'",
          "it is no distance of 0 or more",
          "Write a number, with ns, us, ms, s, min, h or d for a time");
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String unit = matcher.group(2);
    return unit == null ? number : number.multiply(SECONDS.get(unit));
  }

  private static String json(AlignReport report, String target) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("target", target);
    node.put("rows", report.rows());
    node.set("matched", mapper.valueToTree(report.matched()));
    node.put("files", report.files());
    node.put("bytes", report.bytes());
    return node.toPrettyString();
  }

  private static String text(AlignReport report, String target) {
    StringBuilder text = new StringBuilder(ReportText.plural(report.rows(), "row"));
    report
        .matched()
        .forEach(
            (side, rows) ->
                text.append(String.format(Locale.ROOT, ", %d with a row of %s", rows, side)));
    return text.append(" in ")
        .append(ReportText.plural(report.files(), "file"))
        .append(" (")
        .append(Progress.size(report.bytes()))
        .append(") below ")
        .append(target)
        .toString();
  }
}
