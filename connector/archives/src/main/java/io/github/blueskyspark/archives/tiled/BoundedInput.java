package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An answer that may not be longer than a bound. */
final class BoundedInput extends FilterInputStream {
  private final long most;
  private final String uri;
  private long read;

  BoundedInput(InputStream in, long most, String uri) {
    super(in);
    this.most = most;
    this.uri = uri;
  }

  @Override
  public int read() throws IOException {
    int octet = super.read();
    count(octet < 0 ? 0 : 1);
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int got = super.read(target, offset, length);
    count(Math.max(0, got));
    return got;
  }

  private void count(int more) {
    read += more;
    if (read > most) {
      throw new ArchiveException(
          Location.file(uri.replaceFirst("[?].*$", "")),
          "read from Tiled server",
          "its answer is longer than " + most + " bytes",
          "Raise option maxDocumentBytes if you trust the server");
    }
  }
}
