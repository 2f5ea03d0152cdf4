package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One open array of texts of any length: a chunk is their number, then each behind its length. */
final class TextArray implements ArrayAsset {
  private static final long MOST = 256L << 20;

  private final ArrayPlace place;
  private final ArrayHeader header;
  private final ArrayInfo info;
  private final List<Filter> codecs;
  private Optional<long[]> lastScaled = Optional.empty();
  private List<Object> last = List.of();

  TextArray(ArrayPlace place, ArrayHeader header, ArrayInfo info, List<Filter> codecs) {
    this.place = place;
    this.header = header;
    this.info = info;
    this.codecs = List.copyOf(codecs);
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) {
    throw new AssetException(
        place.where(),
        "read an array of texts as numbers",
        "its elements have no fixed bytes",
        "Leave the column out");
  }

  @Override
  public List<Object> values(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), place.where());
    return Guarded.run(place.where(), "read Zarr array " + region, () -> collect(region));
  }

  private List<Object> collect(Region region) throws IOException {
    int rank = region.rank();
    long[] at = new long[rank];
    List<Object> found = new ArrayList<>();
    long left = region.size();
    while (left-- > 0) {
      long[] scaled = new long[rank];
      long inside = 0;
      for (int a = 0; a < rank; a++) {
        long index = region.start(a) + at[a] * region.step(a);
        scaled[a] = index / header.chunk()[a];
        inside = inside * header.chunk()[a] + index % header.chunk()[a];
      }
      List<Object> texts = chunk(scaled);
      found.add(texts.isEmpty() ? "" : texts.get(Math.toIntExact(inside)));
      int a = rank - 1;
      while (a >= 0 && ++at[a] == region.count(a)) {
        at[a--] = 0;
      }
    }
    return found;
  }

  private List<Object> chunk(long[] scaled) throws IOException {
    if (lastScaled.isEmpty() || !Arrays.equals(lastScaled.get(), scaled)) {
      last = load(header.keys().of(scaled));
      lastScaled = Optional.of(scaled);
    }
    return last;
  }

  /** The texts of a chunk; none where it was never written. */
  private List<Object> load(String key) throws IOException {
    Optional<RandomAccess> file = place.chunk(key);
    if (file.isEmpty()) {
      return List.of();
    }
    Block in = new Block(place.where());
    try (RandomAccess open = file.get()) {
      if (open.size() > MOST) {
        throw place.damaged(key, "it has " + open.size() + " bytes, at most " + MOST);
      }
      place.read(open, 0, open.size(), in);
    }
    long most = Math.min(MOST, 200L * in.length() + (1 << 16));
    Block out = new Block(place.where());
    try {
      for (int i = codecs.size() - 1; i >= 0; i--) {
        Block result = codecs.get(i).decode(in, out, -1, most);
        if (result == out) {
          out = in;
          in = result;
        }
      }
    } catch (DamagedChunkException e) {
      throw place.damaged(key, e.getMessage()).because(e);
    }
    place.files().metrics().add(Counter.CHUNKS_DECODED, 1);
    return texts(key, ByteBuffer.wrap(in.bytes(), 0, in.length()).order(ByteOrder.LITTLE_ENDIAN));
  }

  private List<Object> texts(String key, ByteBuffer bytes) {
    long due = 1;
    for (long n : header.chunk()) {
      due = Math.multiplyExact(due, n);
    }
    int count = bytes.remaining() < 4 ? -1 : bytes.getInt();
    if (count != due || count > bytes.remaining() / 4) {
      throw place.damaged(key, "it holds " + count + " texts, " + due + " are due");
    }
    List<Object> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
      if (length < 0 || length > bytes.remaining()) {
        throw place.damaged(key, "a text of " + length + " bytes leads beyond the chunk");
      }
      byte[] text = new byte[length];
      bytes.get(text);
      texts.add(new String(text, StandardCharsets.UTF_8));
    }
    return texts;
  }

  @Override
  public void audit() throws IOException {
    ChunkFiles.audit(place, header);
  }

  @Override
  public void close() {
    codecs.forEach(Filter::close);
  }
}
