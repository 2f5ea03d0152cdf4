package io.github.blueskyspark.tables;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Remembers which uids came. Keeps 64 bits of each, at most some millions; those behind are taken
 * for new. Not thread safe.
 */
final class Uids {
  private static final int MOST = 4_000_000;

  private final Set<Long> seen = new HashSet<>();

  /** Adds a uid; false when it came before. */
  boolean add(String uid) {
    long hash = hash(uid);
    return seen.size() < MOST ? seen.add(hash) : !seen.contains(hash);
  }

  /** 64 bits of it; two of a billion agree by chance once in forty tries. */
  static long hash(String uid) {
    UUID bits = UUID.nameUUIDFromBytes(uid.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return bits.getMostSignificantBits() ^ bits.getLeastSignificantBits();
  }
}
