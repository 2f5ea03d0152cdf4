package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Chunks;
import io.github.blueskyspark.assets.Numbers;
import io.github.blueskyspark.assets.zarr.ArrayHeader.Shards;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Chunks of an array with many in a file: its index says where each is. The shard used last stays
 * open.
 */
final class ShardedChunks implements Chunks {
  private static final int ENTRY = 16;

  private final ArrayPlace place;
  private final ArrayHeader header;
  private final Shards shards;
  private final CodecChain codecs;
  private final Block index;
  private String key = "";
  private Optional<RandomAccess> shard = Optional.empty();

  ShardedChunks(ArrayPlace place, ArrayHeader header, Shards shards, CodecChain codecs) {
    this.place = place;
    this.header = header;
    this.shards = shards;
    this.codecs = codecs;
    this.index = new Block(place.where());
  }

  @Override
  public Optional<ByteBuffer> get(long[] scaled) throws IOException {
    int rank = scaled.length;
    long[] outer = new long[rank];
    long number = 0;
    for (int a = 0; a < rank; a++) {
      long each = header.chunk()[a] / shards.chunk()[a];
      outer[a] = scaled[a] / each;
      number = number * each + scaled[a] % each;
    }
    open(header.keys().of(outer));
    if (shard.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer entries =
        ByteBuffer.wrap(index.bytes())
            .order(shards.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int at = Math.toIntExact(number * ENTRY);
    long offset = entries.getLong(at);
    long length = entries.getLong(at + 8);
    if (offset == -1 && length == -1) {
      return Optional.empty();
    }
    RandomAccess file = shard.get();
    if (offset < 0 || length < 0 || length > codecs.most() || offset > file.size() - length) {
      throw place.damaged(
          key, "chunk " + number + " is at " + offset + " + " + length + " of " + file.size());
    }
    place.read(file, offset, length, codecs.stored());
    return Optional.of(RegularChunks.decode(place, key, codecs));
  }

  private void open(String wanted) throws IOException {
    if (key.equals(wanted)) {
      return;
    }
    close(shard);
    shard = Optional.empty();
    key = "";
    Optional<RandomAccess> file = place.chunk(wanted);
    boolean done = false;
    try {
      if (file.isPresent()) {
        readIndex(file.get(), wanted);
      }
      done = true;
    } finally {
      if (!done) {
        close(file);
      }
    }
    shard = file;
    key = wanted;
  }

  private void readIndex(RandomAccess file, String name) throws IOException {
    long entries = 1;
    for (int a = 0; a < header.chunk().length; a++) {
      long each = header.chunk()[a] / shards.chunk()[a];
      entries = entries > file.size() ? entries : Math.multiplyExact(entries, each);
    }
    int checksum = shards.isChecked() ? Checksum.BYTES : 0;
    long length = entries > file.size() ? Long.MAX_VALUE : entries * ENTRY + checksum;
    if (length > file.size()) {
      throw place.damaged(
          name, "it has " + file.size() + " bytes, too few for an index of its chunks");
    }
    place.read(file, shards.atEnd() ? file.size() - length : 0, length, index);
    if (shards.isChecked()) {
      CRC32C sum = new CRC32C();
      int n = (int) length - checksum;
      sum.update(index.bytes(), 0, n);
      if ((int) sum.getValue() != Numbers.little32(index.bytes(), n)) {
        throw place.damaged(name, "the checksum of its index is wrong");
      }
    }
  }

  private static void close(Optional<RandomAccess> file) throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }

  @Override
  public long storedBytes() throws IOException {
    return ChunkFiles.bytes(place, header);
  }

  @Override
  public void close() throws IOException {
    codecs.close();
    close(shard);
  }
}
