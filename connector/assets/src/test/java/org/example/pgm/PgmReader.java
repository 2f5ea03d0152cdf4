package org.example.pgm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grey pictures of 8 bits: {@code P5 width height 255}, one white-space, then the pixels. */
public final class PgmReader implements AssetReader {
  private static final Pattern HEADER = Pattern.compile("P5\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+255\\s");

  @Override
  public Set<String> mimetypes() {
    return Set.of("image/x-portable-graymap");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".pgm");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    return open(request.uri(), request.where().asset(request.uri()), files);
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    try (Picture picture = open(uri, where, files)) {
      return List.of(picture.info());
    }
  }

  private static Picture open(String uri, Location where, AssetFiles files) throws IOException {
    RandomAccess file = files.open(uri);
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(64, file.size()));
    file.read(0, head);
    Matcher header = HEADER.matcher(new String(head.array(), StandardCharsets.US_ASCII));
    if (!header.lookingAt()) {
      file.close();
      throw new AssetException(
          where, "read PGM picture", "it does not begin with 'P5'", "Leave the file out");
    }
    List<Long> shape = List.of(Long.parseLong(header.group(2)), Long.parseLong(header.group(1)));
    DType dtype = DType.of(DType.Kind.UNSIGNED, 1, ByteOrder.LITTLE_ENDIAN);
    ArrayInfo info =
        new ArrayInfo(
            "",
            dtype,
            shape,
            List.of(),
            List.of(),
            file.size(),
            JsonNodeFactory.instance.objectNode());
    return new Picture(info, file, header.end(), where);
  }

  /** One open picture. */
  private record Picture(ArrayInfo info, RandomAccess file, int start, Location where)
      implements ArrayAsset {
    @Override
    public ByteBuffer read(Region region) throws IOException {
      long width = info.shape().get(1);
      ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(region.size()));
      for (long y = 0; y < region.count(0); y++) {
        for (long x = 0; x < region.count(1); x++) {
          long row = region.start(0) + y * region.step(0);
          long column = region.start(1) + x * region.step(1);
          file.read(start + row * width + column, out.slice(out.position(), 1));
          out.position(out.position() + 1);
        }
      }
      return out.flip();
    }

    @Override
    public List<Object> values(Region region) {
      throw new AssetException(where, "read values", "pixels are numbers", "Read the array");
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
