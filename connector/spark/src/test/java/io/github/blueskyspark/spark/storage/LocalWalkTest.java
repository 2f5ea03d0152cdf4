package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalWalkTest {

  @TempDir private Path dir;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(dir.resolve("below/.git"));
    Files.writeString(dir.resolve("a"), "12345");
    Files.writeString(dir.resolve("_b"), "");
    Files.writeString(dir.resolve("below/c"), "");
    Files.writeString(dir.resolve("below/.git/d"), "");
  }

  private List<String> names(boolean recursive) throws IOException {
    List<String> names = new ArrayList<>();
    LocalWalk.below(dir, recursive, (name, file) -> names.add(name));
    return names;
  }

  @Test
  void hiddenFilesAndWhatLiesInHiddenDirectoriesAreLeftOut() throws IOException {
    assertThat(names(true)).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void withoutRecursionOnlyTheFilesOfTheDirectoryAreListed() throws IOException {
    assertThat(names(false)).containsExactly("a");
  }

  @Test
  void aWarehouseBelowIsLeftOutAndOneThatIsNamedIsNot() throws IOException {
    Files.createDirectories(dir.resolve("below/ware/_bluesky/commits"));
    Files.createDirectories(dir.resolve("below/ware/runs"));
    Files.writeString(dir.resolve("below/ware/runs/e"), "");
    assertThat(names(true)).containsExactlyInAnyOrder("a", "c");
    Files.createDirectories(dir.resolve("_bluesky"));
    assertThat(names(true)).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void loopsOfLinksEnd() throws IOException {
    Files.createSymbolicLink(dir.resolve("below/loop"), dir);
    assertThat(names(true)).containsExactlyInAnyOrder("a", "c");
  }

  @Test
  void linksAreFollowed() throws IOException {
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("a"));
    assertThat(names(false)).containsExactlyInAnyOrder("a", "link");
  }

  @Test
  void aFileKnowsItsSize() throws IOException {
    List<Long> sizes = new ArrayList<>();
    LocalWalk.below(dir, false, (name, file) -> sizes.add(file.size()));
    assertThat(sizes).containsExactly(5L);
  }
}
