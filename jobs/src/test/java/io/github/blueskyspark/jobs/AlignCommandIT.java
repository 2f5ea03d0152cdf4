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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code align}, from its flags to its exit code. */
class AlignCommandIT {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path folder;

  private int align(String... more) throws InterruptedException {
    Path samples = Shell.root().resolve("sample-data");
    List<String> line = new ArrayList<>();
    line.add("align");
    line.add(samples.resolve("fly-scan-with-camera/archive").toString());
    line.addAll(List.of("--root-map", "/data/bluesky-samples=" + samples));
    line.addAll(List.of(more));
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new Program(Commands.all(), outStream, errStream, false).run(line);
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private List<String> printed() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void everyTriggerGetsTheMotorOfItsRunAndTheCamerasFileIsNamed() throws InterruptedException {
    int code = align("--left", "panda:", "--right", "baseline", "--format", "csv");
    assertThat(code).as(said()).isEqualTo(ExitCode.QUARANTINED);
    assertThat(said()).contains("blob.h5", "Cannot read PandA file").doesNotContain("\tat ");
    List<String> lines = printed();
    assertThat(lines).hasSize(10);
    assertThat(lines.get(0))
        .startsWith("file,row,time,run_uid,seq_num,")
        .endsWith("seq_num_baseline,time_baseline,stage-x,ts_stage-x");
    assertThat(lines.subList(1, 10)).allMatch(line -> line.contains(",905c7148-1e85-4f78-a557-"));
  }

  @Test
  void failfastStopsAtTheCamerasFile() throws InterruptedException {
    assertThat(align("--left", "panda:", "--right", "baseline", "--mode", "FAILFAST"))
        .isEqualTo(ExitCode.FAILED);
    assertThat(said()).contains("blob.h5").doesNotContain("\tat ");
    assertThat(printed()).isEmpty();
  }

  @Test
  void rowsGoToADirectoryThatHasToBeEmpty() throws InterruptedException, IOException {
    String target = folder.resolve("aligned").toString();
    String[] line = {"--right", "baseline", "--direction", "nearest", "--to", target, "--json"};
    assertThat(align(line)).as(said()).isEqualTo(ExitCode.DONE);
    JsonNode report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(report.path("rows").asLong()).isEqualTo(9);
    assertThat(report.path("target").asText()).isEqualTo(target);
    assertThat(report.path("matched").has("baseline")).isTrue();
    try (Stream<Path> files = Files.list(folder.resolve("aligned"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".parquet")).count())
          .isEqualTo(report.path("files").asLong());
    }
    assertThat(align(line)).isEqualTo(ExitCode.FAILED);
    assertThat(said()).contains("Cannot write aligned rows: the directory is not empty");
  }

  @Test
  void flagsThatSayNothingAreWrongUsage() throws InterruptedException {
    assertThat(align("--right", "baseline", "--direction", "sideways"))
        .isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(align("--right", "baseline", "--tolerance", "-5ms")).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(align()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(said())
        .contains("Cannot use direction 'sideways'", "Cannot use tolerance '-5ms'", "--right");
  }

  @Test
  void streamsThatAreNotThereAreNamedWithThoseThatAre() throws InterruptedException {
    assertThat(align("--right", "basline")).isNotEqualTo(ExitCode.DONE);
    assertThat(said()).contains("Cannot align stream 'basline'", "[baseline, primary]");
  }
}
