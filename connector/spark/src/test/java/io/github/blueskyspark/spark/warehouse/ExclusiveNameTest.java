package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveNameTest {
  @TempDir java.nio.file.Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration(false));
  }

  private Path path(String name) {
    return new Path(folder.resolve(name).toUri());
  }

  @Test
  void aFreeNameIsGivenAndTheDraftStays() throws IOException {
    Files.writeString(folder.resolve("draft"), "one");
    assertThat(ExclusiveName.give(files, path("draft"), path("1.json"))).isTrue();
    assertThat(folder.resolve("1.json")).hasContent("one");
    assertThat(folder.resolve("draft")).hasContent("one");
  }

  @Test
  void theSecondWriterDoesNotGetTheName() throws IOException {
    Files.writeString(folder.resolve("first"), "one");
    Files.writeString(folder.resolve("second"), "two");
    assertThat(ExclusiveName.give(files, path("first"), path("1.json"))).isTrue();
    assertThat(ExclusiveName.give(files, path("second"), path("1.json"))).isFalse();
    assertThat(folder.resolve("1.json")).hasContent("one");
  }

  @Test
  void namesWithBlanksAndPercentSignsAreTakenAsTheyAre() throws IOException {
    Files.writeString(folder.resolve("a draft"), "one");
    assertThat(ExclusiveName.give(files, path("a draft"), path("100% done"))).isTrue();
    assertThat(folder.resolve("100% done")).hasContent("one");
  }

  @Test
  void aMissingDraftIsAnError() {
    assertThatThrownBy(() -> ExclusiveName.give(files, path("none"), path("1.json")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder.resolve("1.json")).doesNotExist();
  }
}
