package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.archives.PieceReader;
import io.github.blueskyspark.archives.RejectedPieces;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;

/** The stored documents of one collection's file, in order, as BSON bytes. Not thread safe. */
abstract class Pieces extends PieceReader implements Feed {
  /** Bytes of the longest document that a server stores, and some for its own bookkeeping. */
  static final int LONGEST = (16 << 20) + (64 << 10);

  private final MongoDocument document;

  Pieces(Window window, RejectedPieces rejected, MongoDocument document) {
    super(window, rejected);
    this.document = document;
  }

  /** Opens a file from its beginning; the caller closes the reader. */
  static Pieces open(FileRef file, Storage storage, ReadLimits limits) throws IOException {
    boolean isBson = CollectionFile.isBson(file.name());
    int most = limits.maxDocumentBytes();
    ReadLimits bounds =
        new ReadLimits(
            isBson ? Math.min(most, LONGEST) : most, limits.maxDepth(), limits.maxRatio());
    return of(file.uri(), isBson, Window.open(file, storage, bounds), bounds);
  }

  /** One piece of a file again, whose bytes are in memory. */
  static Pieces again(FileRef file, byte[] piece, long position, ReadLimits limits) {
    Window window = Window.over(piece, 0, position, piece.length);
    return of(file.uri(), CollectionFile.isBson(file.name()), window, limits);
  }

  private static Pieces of(String uri, boolean isBson, Window window, ReadLimits limits) {
    MongoDocument document = new MongoDocument(uri, limits);
    return isBson
        ? new BsonPieces(window, document, uri, limits)
        : new JsonPieces(window, document, uri, limits);
  }

  @Override
  public final MongoDocument document() {
    return document;
  }
}
