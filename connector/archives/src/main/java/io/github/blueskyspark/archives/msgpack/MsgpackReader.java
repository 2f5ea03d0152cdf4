package io.github.blueskyspark.archives.msgpack;

import io.github.blueskyspark.archives.PieceReader;
import io.github.blueskyspark.archives.RejectedPieces;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Cuts a stream into messages. MessagePack has no marks to find the next message by: behind damage
 * the next array of two whose first element is the name of a document kind is taken for one.
 */
final class MsgpackReader extends PieceReader {
  private static final int SHOWN = 16;

  /** Bytes looked at a second time for each byte of the file, before damage costs documents. */
  private static final int PATIENCE = 8;

  private final Window window;
  private final RejectedPieces pieces;
  private final int longest;
  private final MsgpackDocument document;
  private final MessageStart begin = new MessageStart();
  private final MessageStart next = new MessageStart();
  private final MessageWalk walk = new MessageWalk();
  private long again;

  MsgpackReader(String source, Window window, ReadLimits limits) {
    this(window, new RejectedPieces(source, window), new MsgpackDocument(source, limits), limits);
  }

  private MsgpackReader(
      Window window, RejectedPieces pieces, MsgpackDocument document, ReadLimits limits) {
    super(window, pieces);
    this.window = window;
    this.pieces = pieces;
    this.document = document;
    this.longest = limits.maxDocumentBytes();
  }

  @Override
  public RawDocument document() {
    return document;
  }

  @Override
  protected Step next() throws IOException {
    while (window.limit() - window.start() < Window.LOOKAHEAD && !window.hasEnded()) {
      window.more();
    }
    int start = window.start();
    if (start == window.limit()) {
      return ended();
    }
    if (!begin.matches(window.bytes(), start, window.limit())) {
      return foreign();
    }
    walk.begin();
    MessageWalk.State state;
    do {
      start = window.start();
      state = walk.scan(window.bytes(), start, window.limit(), window.hasEnded());
      if (state != MessageWalk.State.RUNNING || window.hasEnded()) {
        break;
      }
      if (walk.at() > longest || window.limit() - start > longest) {
        break;
      }
      window.more();
    } while (true);
    if (walk.at() > longest) {
      String most = "the " + longest + " bytes that are allowed";
      return broken("too-long", "the message says it is longer than " + most);
    }
    return switch (state) {
      case COMPLETE -> take((int) walk.at());
      case BROKEN ->
          broken("not-msgpack", "no value can stand " + walk.at() + " bytes behind its start");
      case RUNNING ->
          broken("cut", "the message ends after " + (window.limit() - start) + " bytes");
    };
  }

  private Step take(int length) throws IOException {
    byte[] bytes = window.bytes();
    int start = window.start();
    for (int array : walk.arrays()) {
      try {
        NumpyValue.at(bytes, start + array, start + length);
      } catch (BadValueException e) {
        return rejected(pieces.piece(length, e.rule(), e.getMessage()));
      }
    }
    // The window may have moved since the name was read.
    begin.matches(bytes, start, start + length);
    document.set(bytes, start, begin.document(), start + length, window.position(start));
    document.named(begin.name());
    return taken(length);
  }

  private Step foreign() throws IOException {
    byte[] bytes = window.bytes();
    int start = window.start();
    boolean container = (bytes[start] & 0xE0) == 0x80;
    String hex = HexFormat.of().formatHex(bytes, start, Math.min(window.limit(), start + SHOWN));
    String shape = container ? "not-a-document" : "not-msgpack";
    String rule = begin.hasRunOut() ? "cut" : shape;
    return rejected(
        pieces.through(
            start + 1, this::starts, rule, "no message of a name and a map begins with " + hex));
  }

  private Step broken(String rule, String reason) throws IOException {
    int start = window.start();
    int at = (int) Math.min(walk.at(), window.limit() - start);
    again += at;
    if (again > PATIENCE * (window.position(start) + at) + Window.LOOKAHEAD) {
      // Messages nested in messages: only the last one can still be whole.
      for (int i = start + at - 1; i > start; i--) {
        if (next.isKnown(window.bytes(), i, window.limit())) {
          return rejected(pieces.piece(i - start, rule, reason));
        }
      }
      return rejected(pieces.through(start + at, this::starts, rule, reason));
    }
    return rejected(pieces.through(start + 1, this::starts, rule, reason));
  }

  private int starts(byte[] bytes, int from, int sure, int limit) {
    for (int i = from; i < sure; i++) {
      if (next.isKnown(bytes, i, limit)) {
        return i;
      }
    }
    return sure;
  }
}
