package io.github.blueskyspark.converters.layout;

import io.github.blueskyspark.spark.warehouse.Sha256;
import java.io.IOException;
import java.security.MessageDigest;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A new file whose SHA-256 is known once it is written, without reading it. Not thread safe. */
final class HashedFile implements OutputFile {
  private final OutputFile file;
  private final MessageDigest digest = Sha256.digest();

  HashedFile(OutputFile file) {
    this.file = file;
  }

  /** Of all that was written, lower-case hex; to be asked once, at the end. */
  String sha256() {
    return Sha256.hex(digest);
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    return hashed(file.create(blockSize));
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    return hashed(file.createOrOverwrite(blockSize));
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  private PositionOutputStream hashed(PositionOutputStream out) {
    digest.reset();
    return new PositionOutputStream() {
      @Override
      public long getPos() throws IOException {
        return out.getPos();
      }

      @Override
      public void write(int b) throws IOException {
        out.write(b);
        digest.update((byte) b);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        digest.update(bytes, from, count);
      }

      @Override
      public void flush() throws IOException {
        out.flush();
      }

      @Override
      public void close() throws IOException {
        out.close();
      }
    };
  }
}
