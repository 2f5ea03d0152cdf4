package io.github.blueskyspark.tables.index;

import java.io.Serializable;
import java.util.Collection;
import java.util.function.LongConsumer;

/**
 * What ties a file to others: of each run, descriptor and resource that it names 64 bits, so that a
 * million of them are 8 MB. Two that agree by chance make files be read together that need not be,
 * which changes no answer.
 */
public final class Links implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long MIX = 0x9e3779b97f4a7c15L;
  private static final int SHIFT = 29;

  private final long[] hashes;

  private Links(long[] hashes) {
    this.hashes = hashes;
  }

  /** Those of a table's keys. */
  public static Links of(LongTable found) {
    return new Links(found.keys());
  }

  /** Those of texts, which stand for runs and others. */
  public static Links of(Collection<String> texts) {
    return new Links(texts.stream().mapToLong(Links::hash).sorted().distinct().toArray());
  }

  static Links ofHashes(long[] hashes) {
    return new Links(hashes);
  }

  /** 64 bits of a text, in whichever case it is written. */
  public static long hash(String text) {
    long hash = BASIS;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ Character.toLowerCase(text.charAt(i))) * PRIME;
    }
    hash = (hash ^ (hash >>> Integer.SIZE)) * MIX;
    return hash ^ (hash >>> SHIFT);
  }

  /** How many there are. */
  public int size() {
    return hashes.length;
  }

  /** Tells each, ascending. */
  public void forEach(LongConsumer use) {
    for (long hash : hashes) {
      use.accept(hash);
    }
  }
}
