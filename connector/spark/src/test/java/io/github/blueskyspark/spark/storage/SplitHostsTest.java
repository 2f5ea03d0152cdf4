package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.spi.FilePart;
import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class SplitHostsTest {
  private static final long MIB = 1L << 20;

  private static SplitHosts hosts() {
    Configuration configuration = new Configuration(false);
    configuration.set("fs.counted.impl", CountedFileSystem.class.getName());
    return new SplitHosts(configuration);
  }

  private static Split frames(FileRef file, long from, long length) {
    FilePart part = new FilePart(file, from, length);
    return new Split.Frames(List.of(file), "a", "primary", 1, 2, length, List.of(part));
  }

  @Test
  void theHostWithMostBytesComesFirst() {
    FileRef file = new FileRef("counted:/dir/frames.h5", 30 * MIB, 1);
    assertThat(hosts().of(List.of(frames(file, 0, MIB + 5), frames(file, 2 * MIB - 9, MIB))))
        .containsExactly(List.of("host-0", "host-1"), List.of("host-2", "host-1"));
  }

  @Test
  void aHundredThousandFilesCostAFewHundredQuestions() {
    List<Split> splits = new ArrayList<>();
    for (int s = 0; s < 1000; s++) {
      List<List<FileRef>> groups = new ArrayList<>();
      for (int f = 0; f < 100; f++) {
        groups.add(List.of(new FileRef("counted:/dir/" + s + "-" + f + ".jsonl", 1000 + f, 1)));
      }
      splits.add(new Split.Documents(groups, List.of()));
    }
    CountedFileSystem.reset();
    assertThat(hosts().of(splits)).hasSize(1000).contains(List.of("host-0"));
    assertThat(CountedFileSystem.counts().trips()).isLessThanOrEqualTo(256);
  }

  @Test
  void localFilesAreNotAskedFor() {
    CountedFileSystem.reset();
    FileRef local = new FileRef("file:/dir/frames.h5", MIB, 1);
    FileRef part = new FileRef("counted:/dir/dump", MIB, 1, "mongo");
    Split store = new Split.Documents(List.of(List.of(part)), List.of());
    assertThat(hosts().of(List.of(frames(local, 0, MIB), store)))
        .containsExactly(List.of(), List.of());
    assertThat(CountedFileSystem.counts().trips()).isZero();
  }

  @Test
  void anUnknownFileSystemHasNoHosts() {
    FileRef file = new FileRef("nowhere://bucket/frames.h5", MIB, 1);
    assertThat(hosts().of(List.of(frames(file, 0, MIB)))).containsExactly(List.of());
  }
}
