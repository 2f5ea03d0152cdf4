package io.github.blueskyspark.assets.hdf5.format;

/** Bob Jenkins' lookup3 hash ({@code hashlittle}, seed 0): the checksum of HDF5 metadata. */
final class Lookup3 {
  private Lookup3() {}

  static int hash(byte[] k, int length) {
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int at = 0;
    int left = length;
    while (left > 12) {
      a += word(k, at);
      b += word(k, at + 4);
      c += word(k, at + 8);
      a = (a - c) ^ Integer.rotateLeft(c, 4);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 6);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 8);
      b += a;
      a = (a - c) ^ Integer.rotateLeft(c, 16);
      c += b;
      b = (b - a) ^ Integer.rotateLeft(a, 19);
      a += c;
      c = (c - b) ^ Integer.rotateLeft(b, 4);
      b += a;
      at += 12;
      left -= 12;
    }
    if (left == 0) {
      return c;
    }
    a += tail(k, at, left);
    b += tail(k, at + 4, left - 4);
    c += tail(k, at + 8, left - 8);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  private static int word(byte[] k, int at) {
    return tail(k, at, 4);
  }

  private static int tail(byte[] k, int at, int left) {
    int value = 0;
    for (int i = 0; i < Math.min(4, left); i++) {
      value |= (k[at + i] & 0xFF) << (8 * i);
    }
    return value;
  }
}
