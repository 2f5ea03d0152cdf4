package io.github.blueskyspark.archives;

import io.github.blueskyspark.documents.Rejection;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Describes pieces that are no documents, and passes over them in bounded memory. */
public final class RejectedPieces {
  /** Finds where reading can go on behind damage. */
  @FunctionalInterface
  public interface Starts {
    /**
     * The first index in {@code [from, sure)} where a document may start.
     *
     * @param limit bytes up to here may be looked at
     * @return {@code sure} for none
     */
    int next(byte[] bytes, int from, int sure, int limit);
  }

  private final String source;
  private final Window window;
  private int consumed;
  private boolean isDamageTold;

  /**
   * @param source URI of the file
   * @param window stands at the piece in question whenever a method is called
   */
  public RejectedPieces(String source, Window window) {
    this.source = source;
    this.window = window;
  }

  /** Bytes from the window's start to the place where reading goes on. */
  public int consumed() {
    return consumed;
  }

  /** What ended the stream before its time, once, when no piece was open. */
  public Optional<Rejection> atEnd() {
    if (window.damage().isEmpty() || isDamageTold) {
      return Optional.empty();
    }
    return Optional.of(piece(0, "", ""));
  }

  /** A piece that lies in the window as a whole. */
  public Rejection piece(int length, String rule, String reason) {
    consumed = length;
    int start = window.start();
    return told(window.position(start), length, raw(start + length), rule, reason);
  }

  /**
   * A piece that goes on up to the next place where a document may start.
   *
   * @param from index up to which the bytes belong to the piece for sure
   */
  public Rejection through(int from, Starts starts, String rule, String reason) throws IOException {
    long position = window.position(window.start());
    byte[] raw = raw(from);
    int i = from;
    while (true) {
      int limit = window.limit();
      int sure = window.hasEnded() ? limit : limit - Window.LOOKAHEAD;
      int found = i < sure ? starts.next(window.bytes(), i, sure, limit) : sure;
      raw = longer(raw, position, Math.max(found, i));
      i = Math.max(found, i);
      if (found < sure || window.hasEnded()) {
        break;
      }
      // The byte before is needed to see whether a line starts here.
      window.release(Math.max(i - 1, window.start()));
      i -= window.more();
    }
    window.release(i);
    consumed = 0;
    return told(position, window.position(i) - position, raw, rule, reason);
  }

  private byte[] raw(int to) {
    int start = window.start();
    return Arrays.copyOfRange(window.bytes(), start, Math.min(to, start + Rejection.RAW_LIMIT));
  }

  /** The first bytes of the piece, with those up to an index added. */
  private byte[] longer(byte[] raw, long position, int to) {
    if (raw.length >= Rejection.RAW_LIMIT) {
      return raw;
    }
    int known = (int) (position + raw.length - window.position(0));
    int end = (int) Math.min(to, position + Rejection.RAW_LIMIT - window.position(0));
    if (end <= known) {
      return raw;
    }
    byte[] more = Arrays.copyOf(raw, raw.length + end - known);
    System.arraycopy(window.bytes(), known, more, raw.length, end - known);
    return more;
  }

  private Rejection told(long position, long length, byte[] raw, String rule, String reason) {
    boolean atDamage =
        window.damage().isPresent()
            && window.hasEnded()
            && position + length >= window.position(window.limit());
    if (atDamage && !isDamageTold) {
      isDamageTold = true;
      StreamDamage damage = window.damage().orElseThrow();
      return new Rejection(
          source, position, length, "", "", damage.rule(), damage.getMessage(), raw);
    }
    return new Rejection(source, position, length, "", "", rule, reason, raw);
  }
}
