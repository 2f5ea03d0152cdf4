package io.github.blueskyspark.archives;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The contents of a gzip file of any number of members (RFC 1952).
 *
 * <p>The JDK's own stream asks {@code available()} whether another member follows and takes damage
 * there for the end; this one reads on and reports it.
 */
final class GzipInput extends InputStream {
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;
  private static final int ROOM = 1 << 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[ROOM];
  private int at;
  private int limit;
  private boolean isOpen;
  private boolean ended;

  GzipInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (!ended) {
        if (!isOpen && !nextMember()) {
          ended = true;
          break;
        }
        int got = inflater.inflate(target, offset, length);
        if (got > 0) {
          crc.update(target, offset, got);
          return got;
        }
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary()) {
          throw new ZipException("a preset dictionary is needed");
        } else {
          fill();
        }
      }
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
    return -1;
  }

  private void fill() throws IOException {
    limit = Math.max(in.read(buffer), 0);
    at = 0;
    if (limit == 0) {
      throw new EOFException("the file ends inside a gzip member");
    }
    inflater.setInput(buffer, 0, limit);
    at = limit;
  }

  private boolean nextMember() throws IOException {
    int first = next();
    while (first == 0) { // tapes and block devices pad with zeros
      first = next();
    }
    if (first < 0) {
      return false;
    }
    if (first != 0x1F || must() != 0x8B || must() != 8) {
      throw new ZipException("bytes behind a gzip member are no gzip header");
    }
    int flags = must();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(must() | must() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    crc.reset();
    inflater.setInput(buffer, at, limit - at);
    at = limit;
    isOpen = true;
    return true;
  }

  private void endMember() throws IOException {
    at = limit - inflater.getRemaining();
    long expected = must() | (long) must() << 8 | (long) must() << 16 | (long) must() << 24;
    long length = must() | (long) must() << 8 | (long) must() << 16 | (long) must() << 24;
    if (expected != crc.getValue() || length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new ZipException("checksum or length of a gzip member is wrong");
    }
    isOpen = false;
  }

  private int next() throws IOException {
    if (at == limit) {
      limit = Math.max(in.read(buffer), 0);
      at = 0;
      if (limit == 0) {
        return -1;
      }
    }
    return buffer[at++] & 0xFF;
  }

  private int must() throws IOException {
    int b = next();
    if (b < 0) {
      throw new EOFException("the file ends inside a gzip member");
    }
    return b;
  }

  private void skip(int length) throws IOException {
    for (int i = 0; i < length; i++) {
      must();
    }
  }

  private void skipText() throws IOException {
    int b;
    do {
      b = must();
    } while (b != 0);
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
