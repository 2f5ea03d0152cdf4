package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spi.Doc;
import io.github.blueskyspark.spi.FilePart;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import io.github.blueskyspark.tables.TableName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ArchiveTest {
  private final MemoryStorage storage = new MemoryStorage();

  private static TableQuery documents(ColumnFilter... filters) {
    return new TableQuery(
        TableName.DOCUMENTS,
        "",
        List.of(Column.of("run_uid", ColumnType.STRING)),
        List.of(),
        List.of(filters),
        List.of(),
        Plans.options());
  }

  private static List<FileRef> files(List<Split> splits) {
    return splits.stream()
        .flatMap(s -> s.fold(d -> d.groups().stream(), f -> List.of(f.group()).stream()))
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void aHundredThousandFilesNamedByRunsArePlannedFromTheListing() {
    Random random = new Random(1);
    List<FileRef> listing = new ArrayList<>();
    long total = 0;
    for (int i = 0; i < 100_000; i++) {
      long size = random.nextInt(200_000);
      total += size;
      UUID uid = new UUID(random.nextLong(), random.nextLong());
      listing.add(new FileRef("mem:/archive/" + uid + ".lines", size, 1));
    }
    Archive archive = new Archive(Plans.options(), listing, storage, TaskRunner.inline());
    List<Split> splits =
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> archive.splits(documents()));
    assertThat(storage.opens()).isZero();
    // sets, since comparing two lists in any order takes minutes
    assertThat(files(splits)).hasSameSizeAs(listing);
    assertThat(new HashSet<>(files(splits)).equals(new HashSet<>(listing))).isTrue();
    long even = total / splits.size();
    assertThat(splits.subList(0, splits.size() - 1))
        .allSatisfy(s -> assertThat(s.weight()).isBetween(even / 3, even * 3));
  }

  @Test
  void conditionOnTheRunPrunesFilesNamedByRuns() {
    List<String> uids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      uids.add(UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString());
      storage.add(uids.get(i) + ".lines", start(uids.get(i)));
    }
    ColumnFilter one = new ColumnFilter("run_uid", ColumnFilter.Test.EQ, List.of(uids.get(7)));
    assertThat(files(Plans.archive(storage).splits(documents(one))))
        .extracting(FileRef::name)
        .containsExactly(uids.get(7) + ".lines");
    assertThat(storage.opens()).isZero();
  }

  @Test
  void filesOfOneRunAreOneGroup() {
    storage.add("1.lines", start("a"), descriptor("d", "a"));
    storage.add("2.lines", start("b"));
    storage.add("3.lines", event("d", 1));
    storage.add("4.lines", Doc.of("stop", "{'run_start': 'b'}"));
    List<List<String>> groups = new ArrayList<>();
    for (Split split : Plans.archive(storage).splits(documents())) {
      split.fold(d -> d.groups(), f -> List.<List<FileRef>>of()).stream()
          .map(g -> g.stream().map(FileRef::name).toList())
          .forEach(groups::add);
    }
    assertThat(groups)
        .containsExactlyInAnyOrder(List.of("1.lines", "3.lines"), List.of("2.lines", "4.lines"));
  }

  @Test
  void runKeysCountWithinQueryAndTime() throws IOException {
    for (int i = 1; i <= 5; i++) {
      String plan = i % 2 == 0 ? "scan" : "count";
      storage.add(
          i + ".lines",
          Doc.of(
              "start",
              "{'uid': 'run-%d-uid', 'time': %d, 'scan_id': %d, 'plan_name': '%s'}"
                  .formatted(i, i * 100, i, plan)));
    }
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid", "run", "-1"))
        .containsExactly("run-5-uid");
    assertThat(
            Plans.column(
                storage,
                TableName.RUNS,
                "",
                "run_uid",
                "run",
                "-1",
                "query",
                "{\"plan_name\": \"scan\"}"))
        .containsExactly("run-4-uid");
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid", "run", "-1", "until", "300"))
        .containsExactly("run-2-uid");
    assertThat(Plans.column(storage, TableName.RUNS, "", "run_uid", "run", "3,run-1"))
        .containsExactlyInAnyOrder("run-3-uid", "run-1-uid");
    assertThatThrownBy(() -> Plans.rows(storage, TableName.RUNS, "", List.of(), "run", "77"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("77");
    assertThat(Plans.archive(storage).newestRuns(2)).containsExactly("run-5-uid", "run-4-uid");
  }

  @Test
  void missingStreamNamesTheNearest() {
    storage.add("a.lines", start("a"), descriptor("d", "a"));
    assertThatThrownBy(() -> Plans.archive(storage).schema(TableName.STREAM, "primry"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("'primry'")
        .hasMessageContaining("primary");
    assertThatThrownBy(() -> Plans.archive(storage).schema(TableName.FRAMES, "img"))
        .hasMessageContaining("'img'");
  }

  @Test
  void malformedSelectionIsRefusedBeforeAnythingIsRead() {
    storage.add("a.lines", start("a"));
    for (String[] bad :
        List.of(
            new String[] {"query", "{\"a\": {\"$where\": \"1\"}}"},
            new String[] {"query", "{"},
            new String[] {"since", "yesterday"},
            new String[] {"run", "1,,2"})) {
      assertThatThrownBy(() -> Plans.archive(storage, bad)).isInstanceOf(OptionException.class);
    }
    assertThat(storage.opens()).isZero();
  }

  @SuppressWarnings("unchecked")
  private static <T extends Serializable> T sent(T value)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    }
  }

  @Test
  void splitsAndQueriesCrossTheWire() throws IOException, ClassNotFoundException {
    FileRef file = new FileRef("mem:/a", 5, 6);
    List<Split> splits =
        List.of(
            new Split.Documents(List.of(List.of(file), List.of(file, file)), List.of("a")),
            new Split.Frames(
                List.of(file), "a", "primary", 1, 9, 100, List.of(new FilePart(file, 2, 3))));
    assertThat(splits).hasSize(Split.class.getPermittedSubclasses().length);
    for (Split split : splits) {
      assertThat(sent(split)).isEqualTo(split);
    }
    ColumnFilter filter = new ColumnFilter("run_uid", ColumnFilter.Test.IN, List.of("a", "b"));
    TableQuery query = documents(filter);
    TableQuery back = sent(query);
    assertThat(back.columns()).isEqualTo(query.columns());
    assertThat(back.filters()).isEqualTo(query.filters());
    assertThat(filter).hasToString("run_uid IN [a, b]");
  }
}
