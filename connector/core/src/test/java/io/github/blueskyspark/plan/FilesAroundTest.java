package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilesAroundTest {
  /** A thousand files, and how often it was asked. */
  private static final class Remote implements Storage {
    private static final long serialVersionUID = 1L;
    private final boolean lists;
    private int looks;
    private int listings;

    Remote(boolean lists) {
      this.lists = lists;
    }

    @Override
    public Optional<FileRef> stat(String uri) {
      looks++;
      return uri.contains("missing") ? Optional.empty() : Optional.of(new FileRef(uri, 1, 2));
    }

    @Override
    public Optional<Map<String, FileRef>> files(String directory) {
      listings++;
      if (!lists) {
        return Optional.empty();
      }
      Map<String, FileRef> files = new HashMap<>();
      for (int i = 0; i < 1000; i++) {
        files.put(directory + i, new FileRef(directory + i, 1, 2));
      }
      return Optional.of(files);
    }

    @Override
    public InputStream stream(String uri, long position) {
      return InputStream.nullInputStream();
    }

    @Override
    public RandomAccess open(String uri) throws IOException {
      throw new IOException(uri);
    }

    @Override
    public String realUri(String uri) {
      return uri;
    }

    @Override
    public boolean isDirectory(String uri) {
      return false;
    }
  }

  @Test
  void manyFilesOfADirectoryAreListed() throws IOException {
    Remote remote = new Remote(true);
    FilesAround around = new FilesAround(remote);
    for (int i = 0; i < 1000; i++) {
      assertThat(around.stat("s3a://b/dir/" + i)).hasValue(new FileRef("s3a://b/dir/" + i, 1, 2));
    }
    assertThat(around.stat("s3a://b/dir/missing")).isEmpty();
    assertThat(remote.looks).isLessThan(30);
    assertThat(remote.listings).isEqualTo(1);
  }

  @Test
  void whereListingIsNoHelpFilesAreLookedAt() throws IOException {
    Remote remote = new Remote(false);
    FilesAround around = new FilesAround(remote);
    for (int i = 0; i < 100; i++) {
      assertThat(around.stat("file:/dir/" + i)).isPresent();
    }
    assertThat(remote.looks).isEqualTo(100);
    assertThat(remote.listings).isEqualTo(1);
  }

  @Test
  void directoriesAreForgottenInTime() throws IOException {
    Remote remote = new Remote(true);
    FilesAround around = new FilesAround(remote);
    for (int i = 0; i < 1000; i++) {
      assertThat(around.stat("s3a://b/" + i + "/0")).isPresent();
    }
    assertThat(remote.looks).isEqualTo(1000);
  }
}
