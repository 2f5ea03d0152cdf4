package io.github.blueskyspark.plan;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.tables.TableName;
import io.github.blueskyspark.tables.index.Links;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkMemoryTest {
  private final MemoryStorage storage = new MemoryStorage();
  private final LinkMemory memory = new LinkMemory();

  @BeforeEach
  void archive() {
    storage.add("a.lines", start("a"), start("b"));
    storage.add("b.lines", descriptor("d", "a"), event("d", 1));
    storage.add("c.lines", start("c"));
  }

  private int splitsAndOpens(List<FileRef> files, String... options) {
    Archive archive =
        new Archive(
            Plans.options(options),
            files,
            storage,
            TaskRunner.inline(),
            new IndexMemory(memory),
            Optional.empty());
    int before = storage.opens();
    List<Split> splits =
        archive.splits(
            Plans.query(TableName.EVENTS, "", archive.schema(TableName.EVENTS, ""), options));
    long groups = splits.stream().mapToLong(s -> s.fold(d -> d.groups().size(), f -> 1)).sum();
    assertThat(groups).isEqualTo(2);
    return storage.opens() - before;
  }

  @Test
  void nextReaderDoesNotLookIntoTheFilesAgain() {
    assertThat(splitsAndOpens(storage.listing())).isPositive();
    assertThat(splitsAndOpens(storage.listing())).isZero();
    assertThat(splitsAndOpens(storage.listing(), "mode", "FAILFAST")).isZero();
  }

  @Test
  void otherOptionsThatMatterAreAnotherMatter() {
    splitsAndOpens(storage.listing());
    assertThat(splitsAndOpens(storage.listing(), "maxDocumentBytes", "100000")).isPositive();
    assertThat(splitsAndOpens(storage.listing(), "index", "off")).isPositive();
  }

  @Test
  void filesThatChangedAreLookedIntoAgain() {
    splitsAndOpens(storage.listing());
    List<FileRef> changed =
        storage.listing().stream()
            .map(
                f ->
                    new FileRef(
                        f.uri(), f.size(), f.modified() + (f.name().startsWith("c") ? 1 : 0)))
            .toList();
    assertThat(splitsAndOpens(changed)).isPositive().isLessThanOrEqualTo(2);
  }

  @Test
  void filesThatMayStillChangeAreNotRemembered() {
    List<FileRef> now =
        storage.listing().stream()
            .map(f -> new FileRef(f.uri(), f.size(), System.currentTimeMillis() + 60_000))
            .toList();
    splitsAndOpens(now);
    assertThat(splitsAndOpens(now)).isPositive();
  }

  @Test
  void whatIsTooMuchIsForgotten() {
    LinkMemory small = new LinkMemory(2_000);
    FileRef first = new FileRef("mem:/first", 1, 1);
    FileRef second = new FileRef("mem:/second", 1, 1);
    Links hundred = Links.of(IntStream.range(0, 100).mapToObj(String::valueOf).toList());
    small.add("", Map.of(first, hundred));
    assertThat(small.of("", first)).isPresent();
    small.add("", Map.of(second, hundred));
    assertThat(small.of("", first)).isEmpty();
    assertThat(small.of("", second)).isPresent();
    Links thousand = Links.of(IntStream.range(0, 1000).mapToObj(String::valueOf).toList());
    small.add("", Map.of(first, thousand));
    assertThat(small.of("", first)).isEmpty();
    assertThat(small.of("", second)).isPresent();
  }
}
