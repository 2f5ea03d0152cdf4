package io.github.blueskyspark.spark.warehouse;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/**
 * An entry of the commit log while it is read: whether it is as it was sealed is known at its end,
 * and no more of it than its first bytes is kept. Not thread safe.
 */
final class SealedInput extends FilterInputStream {
  private static final String NAME = "\"" + CommitSeal.FIELD + "\"";

  private final MessageDigest all = Sha256.digest();
  private final MessageDigest blanked = Sha256.digest();
  private final boolean sealed;
  private final String said;
  private final NameSearch search = new NameSearch();
  private boolean drained;

  /**
   * @param entry closed with this
   */
  SealedInput(InputStream entry) throws IOException {
    super(entry);
    byte[] head = entry.readNBytes(CommitSeal.HEAD);
    int at = CommitSeal.place(head);
    this.sealed = at >= 0;
    this.all.update(head);
    this.said =
        sealed ? new String(head, at, CommitSeal.BLANK.length(), StandardCharsets.ISO_8859_1) : "";
    byte[] blank = head.clone();
    if (sealed) {
      byte[] zeros = CommitSeal.BLANK.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(zeros, 0, blank, at, zeros.length);
    }
    this.blanked.update(blank);
    search.write(head, 0, head.length);
    this.in =
        new SequenceInputStream(
            new ByteArrayInputStream(head),
            new Searched(new DigestInputStream(new DigestInputStream(entry, all), blanked)));
  }

  /** Reads what is left. */
  void drain() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    drained = true;
  }

  /** SHA-256 of the whole entry, lower-case hex; after {@link #drain}. */
  String sha256() {
    return hex(all);
  }

  /** Whether it is as it was sealed; entries of older versions have no seal and hold. */
  boolean holds() {
    return sealed ? hex(blanked).equals(said) : !search.found;
  }

  private String hex(MessageDigest digest) {
    if (!drained) {
      throw new IllegalStateException("the entry is not read to its end: please report");
    }
    return Sha256.hex(digest);
  }

  /** Shows what is read to the search. */
  private final class Searched extends FilterInputStream {
    Searched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int got = in.read(target, from, length);
      if (got > 0 && !sealed) {
        search.write(target, from, got);
      }
      return got;
    }
  }

  /** Finds the field's name, which an entry without a seal does not have. */
  private static final class NameSearch {
    private String tail = "";
    private boolean found;

    void write(byte[] bytes, int from, int length) {
      String text = tail + new String(bytes, from, length, StandardCharsets.ISO_8859_1);
      found |= text.contains(NAME);
      tail = text.substring(Math.max(0, text.length() - NAME.length() + 1));
    }
  }
}
