package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.spi.RandomAccess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopStorageTest {
  @TempDir private Path dir;

  private final HadoopStorage storage = new HadoopStorage(new Configuration());

  private String file() throws IOException {
    Path path = dir.resolve("ten");
    Files.write(path, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    return "file:" + path;
  }

  @Test
  void localFilesAreReadAndMappedAnywhere() throws IOException {
    try (RandomAccess open = storage.open(file())) {
      ByteBuffer three = ByteBuffer.allocate(3);
      open.read(4, three);
      assertThat(three.array()).containsExactly(4, 5, 6);
      ByteBuffer view = open.map(8, 2).orElseThrow();
      assertThat(view.get(1)).isEqualTo((byte) 9);
      assertThat(open.map(8, 3)).isEmpty();
      assertThatThrownBy(() -> open.read(8, ByteBuffer.allocate(3)))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("ten");
    }
  }

  @Test
  void shortReadsAreCompleted() throws IOException {
    byte[] data = new byte[3000];
    for (int i = 0; i < data.length; i++) {
      data[i] = (byte) (i * 7);
    }
    try (RandomAccess open =
        new HadoopFile(new FSDataInputStream(new SevenAtATime(data)), data.length, "s3a://b/k")) {
      ByteBuffer heap = ByteBuffer.allocate(100);
      open.read(1000, heap);
      ByteBuffer direct = ByteBuffer.allocateDirect(100);
      open.read(1000, direct);
      for (int i = 0; i < 100; i++) {
        assertThat(heap.get(i)).isEqualTo(data[1000 + i]);
        assertThat(direct.get(i)).isEqualTo(data[1000 + i]);
      }
      assertThatThrownBy(() -> open.read(2999, ByteBuffer.allocate(2)))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("s3a://b/k");
    }
  }

  @Test
  void linksAreResolvedAlsoWhereTheLastPartIsMissing() throws IOException {
    Files.createDirectory(dir.resolve("real"));
    Files.createSymbolicLink(dir.resolve("link"), dir.resolve("real"));
    String real = "file:" + dir.toRealPath() + "/real/not-yet.h5";
    assertThat(storage.realUri("file:" + dir + "/link/not-yet.h5")).isEqualTo(real);
    assertThat(storage.realUri("file:" + dir + "/link/../link/./not-yet.h5")).isEqualTo(real);
  }

  @Test
  void directoriesAndMissingFilesAreNoFiles() throws IOException {
    assertThat(storage.stat("file:" + dir)).isEmpty();
    assertThat(storage.stat("file:" + dir + "/nothing")).isEmpty();
    assertThat(storage.isDirectory("file:" + dir)).isTrue();
    assertThat(storage.isDirectory(file())).isFalse();
  }

  @Test
  void tasksGetAWorkingCopy() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(storage);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      HadoopStorage copy = (HadoopStorage) in.readObject();
      String file = file();
      assertThat(copy.stat(file)).isPresent().isEqualTo(storage.stat(file));
    }
  }

  /** A file system that never gives more than seven bytes, which is legal. */
  private static final class SevenAtATime extends FSInputStream {
    private final byte[] data;
    private int at;

    SevenAtATime(byte[] data) {
      this.data = data;
    }

    @Override
    public void seek(long position) {
      at = (int) position;
    }

    @Override
    public long getPos() {
      return at;
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public int read() {
      return at < data.length ? data[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (at >= data.length) {
        return -1;
      }
      int n = Math.min(Math.min(7, length), data.length - at);
      System.arraycopy(data, at, bytes, from, n);
      at += n;
      return n;
    }
  }
}
