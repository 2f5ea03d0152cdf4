package io.github.blueskyspark.archives.msgpack;

import io.github.blueskyspark.spi.UnwritableDocument;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Values as Python's msgpack packs them: each in the shortest form, binary apart from text. */
final class MessageOutput {
  private final OutputStream out;

  MessageOutput(OutputStream out) {
    this.out = out;
  }

  void nil() throws IOException {
    out.write(0xC0);
  }

  void truth(boolean value) throws IOException {
    out.write(value ? 0xC3 : 0xC2);
  }

  void integer(long value) throws IOException {
    if (value >= 0) {
      natural(value);
    } else if (value >= -0x20) {
      out.write((int) value);
    } else if (value >= Byte.MIN_VALUE) {
      number(0xD0, value, 1);
    } else if (value >= Short.MIN_VALUE) {
      number(0xD1, value, 2);
    } else if (value >= Integer.MIN_VALUE) {
      number(0xD2, value, 4);
    } else {
      number(0xD3, value, 8);
    }
  }

  private void natural(long value) throws IOException {
    if (value < 0x80) {
      out.write((int) value);
    } else if (value <= 0xFF) {
      number(0xCC, value, 1);
    } else if (value <= 0xFFFF) {
      number(0xCD, value, 2);
    } else if (value <= 0xFFFFFFFFL) {
      number(0xCE, value, 4);
    } else {
      number(0xCF, value, 8);
    }
  }

  void integer(BigInteger value) throws IOException {
    if (value.bitLength() < Long.SIZE) {
      integer(value.longValue());
    } else if (value.signum() > 0 && value.bitLength() <= Long.SIZE) {
      number(0xCF, value.longValue(), 8);
    } else {
      throw new UnwritableDocument("MessagePack has no integer " + value);
    }
  }

  void real(double value) throws IOException {
    number(0xCB, Double.doubleToLongBits(value), 8);
  }

  void single(float value) throws IOException {
    number(0xCA, Float.floatToIntBits(value), 4);
  }

  void string(String text) throws IOException {
    ByteBuffer bytes;
    try {
      bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (CharacterCodingException e) {
      throw new UnwritableDocument("a text holds half of a surrogate pair, which UTF-8 cannot say");
    }
    int length = bytes.remaining();
    if (length < 0x20) {
      out.write(0xA0 | length);
    } else if (length <= 0xFF) {
      number(0xD9, length, 1);
    } else if (length <= 0xFFFF) {
      number(0xDA, length, 2);
    } else {
      number(0xDB, length, 4);
    }
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
  }

  void binary(byte[] bytes) throws IOException {
    binaryHead(bytes.length);
    out.write(bytes);
  }

  /** What stands before binary data. */
  void binaryHead(int length) throws IOException {
    if (length <= 0xFF) {
      number(0xC4, length, 1);
    } else if (length <= 0xFFFF) {
      number(0xC5, length, 2);
    } else {
      number(0xC6, length, 4);
    }
  }

  void binary(String ascii) throws IOException {
    binary(ascii.getBytes(StandardCharsets.US_ASCII));
  }

  void extension(int type, byte[] bytes) throws IOException {
    int power = Integer.numberOfTrailingZeros(bytes.length);
    if (Integer.bitCount(bytes.length) == 1 && power <= 4) {
      out.write(0xD4 + power);
    } else if (bytes.length <= 0xFF) {
      number(0xC7, bytes.length, 1);
    } else if (bytes.length <= 0xFFFF) {
      number(0xC8, bytes.length, 2);
    } else {
      number(0xC9, bytes.length, 4);
    }
    out.write(type);
    out.write(bytes);
  }

  void array(int count) throws IOException {
    container(0x90, 0xDC, count);
  }

  void map(int pairs) throws IOException {
    container(0x80, 0xDE, pairs);
  }

  private void container(int small, int large, int count) throws IOException {
    if (count < 0x10) {
      out.write(small | count);
    } else if (count <= 0xFFFF) {
      number(large, count, 2);
    } else {
      number(large + 1, count, 4);
    }
  }

  /** Bytes that are MessagePack already. */
  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  private void number(int head, long value, int bytes) throws IOException {
    out.write(head);
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
