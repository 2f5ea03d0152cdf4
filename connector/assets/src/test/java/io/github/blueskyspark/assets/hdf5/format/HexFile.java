package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;

/** Files and pieces of metadata given as hexadecimal text, as other programs wrote them. */
public final class HexFile {
  private HexFile() {}

  /** A file; addresses and lengths take 8 bytes until a superblock says otherwise. */
  public static FileBytes file(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    RandomAccess access =
        new RandomAccess() {
          @Override
          public long size() {
            return bytes.length;
          }

          @Override
          public void read(long position, ByteBuffer target) {
            target.put(bytes, (int) position, target.remaining());
          }

          @Override
          public Optional<ByteBuffer> map(long position, long length) {
            return Optional.empty();
          }

          @Override
          public void close() {}
        };
    FileBytes file = new FileBytes(access, Location.file("hex.h5"), new ReadMetrics());
    file.configure(0, 8, 8);
    return file;
  }

  /** A cursor over all of it. */
  public static Cursor cursor(String hex) {
    FileBytes file = file(hex);
    try {
      return file.at(0, file.size(), "test");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A datatype from its message. */
  public static Datatype datatype(String hex) {
    return DatatypeParser.parse(cursor(hex));
  }
}
