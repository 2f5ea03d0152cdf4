package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileUrisTest {

  @Test
  void blanksPercentsAndHashesAreEncoded() {
    assertThat(FileUris.of(Path.of("/data/a b%c#d.h5"))).isEqualTo("file:/data/a%20b%25c%23d.h5");
  }

  @Test
  void lettersOutsideAsciiStandForThemselves() {
    assertThat(FileUris.of(Path.of("/data/\u00b5.h5"))).isEqualTo("file:/data/\u00b5.h5");
  }

  @Test
  void aUriComesBackAsItsFile() {
    Path file = Path.of("/data/100% #1?.h5");
    assertThat(FileUris.local(FileUris.path(FileUris.of(file)))).isEqualTo(file);
  }

  @Test
  void textThatIsNoUriIsAPlainPath() {
    assertThat(FileUris.local(FileUris.path("/data/a b"))).isEqualTo(Path.of("/data/a b"));
  }

  @Test
  void onlyFilesOfThisMachineAreLocal() {
    assertThat(FileUris.isLocal(FileUris.path("file:/data/a"))).isTrue();
    assertThat(FileUris.isLocal(FileUris.path("/data/a"))).isTrue();
    assertThat(FileUris.isLocal(FileUris.path("s3a://bucket/a"))).isFalse();
    assertThat(FileUris.isLocal(FileUris.path("hdfs://host:8020/a"))).isFalse();
  }

  @Test
  void allSpellingsOfALocalFileBecomeOne() {
    assertThat(FileUris.of(FileUris.path("file:///data/a"))).isEqualTo("file:/data/a");
    assertThat(FileUris.of(FileUris.path("file:/data/a"))).isEqualTo("file:/data/a");
    assertThat(FileUris.of(FileUris.path("/data/a"))).isEqualTo("file:/data/a");
    assertThat(FileUris.of(FileUris.path("s3a://bucket/a%20b"))).isEqualTo("s3a://bucket/a%20b");
  }
}
