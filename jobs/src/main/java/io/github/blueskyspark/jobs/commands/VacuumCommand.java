package io.github.blueskyspark.jobs.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.layout.WarehouseVacuum;
import io.github.blueskyspark.jobs.Command;
import io.github.blueskyspark.jobs.ExitCode;
import io.github.blueskyspark.jobs.Invocation;
import io.github.blueskyspark.jobs.flags.CommandSpec;
import io.github.blueskyspark.jobs.flags.Flag;
import io.github.blueskyspark.jobs.flags.GlobalFlags;
import io.github.blueskyspark.jobs.flags.UsageException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clean-up of a warehouse. */
final class VacuumCommand implements Command {
  private static final double SECONDS_A_DAY = 86_400;
  private static final Flag OLDER_THAN =
      Flag.value(
          "--older-than",
          "DAYS",
          "Only files older than this many days. Default 7: younger ones may belong to a"
              + " conversion that is at work.");
  private static final Flag DRY_RUN =
      Flag.toggle("--dry-run", "Tell what would be removed and remove nothing.");

  @Override
  public CommandSpec spec() {
    return new CommandSpec(
        "vacuum",
        "remove what no conversion refers to from a warehouse",
        List.of("WAREHOUSE"),
        List.of(OLDER_THAN, DRY_RUN),
        false,
        """
        Removes files of interrupted or replaced conversions: data files that the commit log does not count, and
        what lies in the staging area. Files that count are never touched.

          bluesky-spark vacuum WAREHOUSE --dry-run
        """);
  }

  @Override
  public int run(Invocation call) throws IOException {
    Instant before = Instant.now().minus(age(call.arguments().last(OLDER_THAN)));
    WarehouseVacuum vacuum =
        WarehouseVacuum.of(call.spark(Map.of()).sessionState().newHadoopConf(), call.word(0));
    boolean dry = call.arguments().has(DRY_RUN);
    List<String> paths = dry ? vacuum.orphans(before) : vacuum.remove(before);
    if (call.arguments().has(GlobalFlags.JSON)) {
      call.console().print(new ObjectMapper().writeValueAsString(Map.of("removed", paths)));
      return ExitCode.DONE;
    }
    paths.forEach(call.console()::print);
    call.console()
        .print(
            ReportText.plural(paths.size(), "orphan") + (dry ? ", none was removed" : " removed"));
    return ExitCode.DONE;
  }

  private static Duration age(Optional<String> days) {
    if (days.isEmpty()) {
      return WarehouseVacuum.GRACE;
    }
    try {
      double given = Double.parseDouble(days.get());
      if (given >= 0 && given < 1e6) {
        return Duration.ofSeconds((long) (given * SECONDS_A_DAY));
      }
    } catch (NumberFormatException e) {
      throw notDays(days.get());
    }
    throw notDays(days.get());
  }

  private static UsageException notDays(String text) {
    return new UsageException(
        "bluesky-spark vacuum",
        "use --older-than '" + text + "'",
        "it is no number of days",
        "Write for example --older-than 2");
  }
}
