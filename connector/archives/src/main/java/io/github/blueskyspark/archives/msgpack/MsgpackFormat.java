package io.github.blueskyspark.archives.msgpack;

import io.github.blueskyspark.archives.Decompression;
import io.github.blueskyspark.archives.Window;
import io.github.blueskyspark.spi.DocumentFormat;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Messages of a name and a map, with msgpack-numpy's arrays, plain or compressed. */
public final class MsgpackFormat implements DocumentFormat {
  @Override
  public String name() {
    return "msgpack";
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".msgpack", ".msgpack.gz", ".msgpack.zst");
  }

  @Override
  public boolean recognises(byte[] first) {
    byte[] head = Decompression.head(first);
    return new MessageStart().matches(head, 0, head.length);
  }

  @Override
  public DocumentReader open(FileRef file, Storage storage, ReadLimits limits) throws IOException {
    return new MsgpackReader(file.uri(), Window.open(file, storage, limits), limits);
  }

  @Override
  public Optional<DocumentReader> tail(
      FileRef file, Storage storage, ReadLimits limits, int bytes) {
    return Optional.empty(); // a message's end shows nowhere but at its beginning
  }
}
