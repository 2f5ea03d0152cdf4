package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.errors.BlueskyException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.plan.TaskRunner;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files and documents, read through the tables as queries read them. Audits answer whatever
 * is wrong; frames give an error of ours or rows; nothing stays open, nothing takes long. {@code
 * -Dmutations=100000} for the long run, {@code -Dmutations.seed} for another one.
 */
class MutatedTablesTest {
  private static final int COUNT = Integer.getInteger("mutations", 400);
  private static final long SEED = Long.getLong("mutations.seed", 20240305);
  private static final long SLOW = 5_000_000_000L;
  private static final int ROWS = 12;

  private final List<String> failures = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"hdf5", "tiff", "jpeg", "npy", "zarr", "csv", "raw"})
  void tablesOverDamagedFiles(String format) throws IOException {
    MutatedInputs all = new MutatedInputs();
    List<MutatedInputs.Input> inputs = all.of(format);
    int refused = 0;
    for (int i = 0; i < COUNT && failures.size() < 20; i++) {
      Random random = new Random(SEED + i);
      MutatedInputs.Input input = inputs.get(random.nextInt(inputs.size()));
      HeldFiles files = new HeldFiles(all.damaged(input, random));
      String what = format + " mutation " + (SEED + i) + " of " + input;
      long start = System.nanoTime();
      try {
        refused += read(files, random) ? 0 : 1;
      } catch (RuntimeException | IOException | Error e) {
        String at = Arrays.stream(e.getStackTrace()).limit(12).toList().toString();
        failures.add(what + ": " + e + at);
      }
      if (System.nanoTime() - start > SLOW) {
        failures.add(what + " is slow");
      }
      if (files.open() != 0) {
        failures.add(what + " leaves " + files.open() + " files open");
      }
    }
    assertThat(failures).isEmpty();
    assertThat(refused).as("queries that end with an error of ours").isBetween(1, COUNT);
  }

  @Test
  void soundFilesAreRead() throws IOException {
    MutatedInputs all = new MutatedInputs();
    for (String format : List.of("tiff", "npy", "zarr", "raw")) {
      HeldFiles files = new HeldFiles(all.sound(all.of(format).get(0)));
      assertThat(read(files, TableName.FRAMES, Map.of())).as(format).isTrue();
    }
  }

  /** Whether frames could be read. */
  private static boolean read(HeldFiles files, Random random) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    if (random.nextInt(3) == 0) {
      options.put("missingFrames", "null");
      options.put("ignoreCorruptFiles", "true");
    }
    if (random.nextInt(4) == 0) {
      options.put("roi", "0:4,1:3");
    }
    if (random.nextInt(8) == 0) {
      options.put("includeUnpublished", "true");
    }
    read(files, TableName.ASSETS, options);
    read(files, TableName.DATASETS, options);
    try {
      read(files, TableName.STREAM, options);
      read(files, TableName.FRAMES, options);
      return true;
    } catch (BlueskyException e) {
      assertThat(e.getMessage()).contains(": Cannot ");
      return false;
    }
  }

  private static boolean read(HeldFiles files, TableName table, Map<String, String> given)
      throws IOException {
    Map<String, String> options = new LinkedHashMap<>(given);
    options.put("path", "mem:/archive");
    options.put("archive", "jsonl");
    OptionValues values = OptionValues.parse(options);
    Archive archive =
        new Archive(values, List.of(files.ref("run.jsonl")), files, TaskRunner.inline());
    String member = "";
    if (table == TableName.FRAMES || table == TableName.STREAM) {
      List<String> members = table == TableName.FRAMES ? archive.externalKeys() : archive.streams();
      if (members.isEmpty()) {
        return false;
      }
      member = members.get(0);
    }
    List<Column> columns = archive.schema(table, member);
    TableQuery query =
        new TableQuery(table, member, columns, List.of(), List.of(), List.of(), values);
    ThrownAwayRow row = new ThrownAwayRow();
    int rows = 0;
    for (Split split : archive.splits(query)) {
      try (RowSource source = Archive.open(split, query, files, new ReadMetrics())) {
        while (rows < ROWS && source.next(row)) {
          rows++;
        }
      }
    }
    return rows > 0;
  }
}
