package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.jobs.commands.Commands;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code compact}, from its flags to its exit code. */
class CompactCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;
  private Path warehouse;

  private int run(String... line) throws InterruptedException {
    out.reset();
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Program(Commands.all(), outStream, errStream, false).run(List.of(line));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Two conversions of one run each. */
  @BeforeEach
  void convertTwice() throws IOException, InterruptedException {
    Path source = Files.createDirectory(folder.resolve("source"));
    warehouse = folder.resolve("warehouse");
    for (String uid : List.of("00000001-0000-4000-a000-0", "00000002-0000-4000-a000-0")) {
      Files.writeString(
          source.resolve(uid + ".jsonl"),
          "[\"start\", {\"uid\": \"" + uid + "\", \"time\": 1.7e9, \"scan_id\": 1}]\n");
      assertThat(run("convert", source.toString(), "--to", warehouse.toString()))
          .as(said())
          .isEqualTo(ExitCode.DONE);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.walk(warehouse)) {
      return all.filter(f -> f.toString().endsWith(".parquet"))
          .filter(f -> !f.toString().contains("_bluesky"))
          .count();
    }
  }

  @Test
  void aDryRunTellsAndWritesNothing() throws IOException, InterruptedException {
    assertThat(run("compact", warehouse.toString(), "--dry-run")).isEqualTo(ExitCode.DONE);
    assertThat(printed()).matches("4 files \\(.*\\) would be put together. Nothing was written.\n");
    assertThat(files()).isEqualTo(4);
  }

  @Test
  void smallFilesBecomeOneATableAndAgainThereAreNone() throws IOException, InterruptedException {
    assertThat(run("compact", warehouse.toString())).as(said()).isEqualTo(ExitCode.DONE);
    assertThat(printed()).matches("4 files \\(.*\\) became 2 files \\(.*\\)\n");
    assertThat(files()).isEqualTo(2);
    assertThat(run("compact", warehouse.toString())).isEqualTo(ExitCode.DONE);
    assertThat(printed()).isEqualTo("No small files to put together\n");
    assertThat(run("sql", warehouse.toString(), "SELECT count(*) FROM runs", "--format", "csv"))
        .isEqualTo(ExitCode.DONE);
    assertThat(printed().lines()).last().isEqualTo("2");
  }

  @Test
  void theReportIsJsonWhereThatIsAskedFor() throws IOException, InterruptedException {
    assertThat(run("compact", warehouse.toString(), "--json")).isEqualTo(ExitCode.DONE);
    JsonNode report = new ObjectMapper().readTree(printed());
    assertThat(report.path("files_before").asLong()).isEqualTo(4);
    assertThat(report.path("files_after").asLong()).isEqualTo(2);
    assertThat(report.path("bytes_before").asLong()).isPositive();
    assertThat(report.path("bytes_after").asLong()).isPositive();
  }

  @Test
  void aDirectoryThatIsNoWarehouseFailsWithASentence() throws InterruptedException {
    assertThat(run("compact", folder.resolve("source").toString())).isEqualTo(ExitCode.FAILED);
    assertThat(said())
        .contains("Cannot compact the warehouse: there is no commit log in it")
        .doesNotContain("\tat ");
  }
}
