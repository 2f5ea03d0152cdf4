package io.github.blueskyspark.assets.jpeg;

import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.JpegImage;
import io.github.blueskyspark.assets.Memory;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the picture of a JPEG file. */
public final class JpegReader implements AssetReader {
  @Override
  public Set<String> mimetypes() {
    return Set.of("multipart/related;type=image/jpeg", "image/jpeg");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".jpg", ".jpeg");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    return open(request.uri(), request.where().asset(request.uri()), files);
  }

  private static JpegArray open(String uri, Location where, AssetFiles files) throws IOException {
    try (RandomAccess file = files.open(uri)) {
      return Guarded.run(
          where,
          "open JPEG file",
          () -> {
            ByteBuffer bytes = ByteBuffer.wrap(Memory.array(file.size(), where, "JPEG file"));
            file.read(0, bytes);
            files.metrics().add(Counter.BYTES_READ, file.size());
            JpegImage image = JpegImage.parse(bytes.flip(), Optional.empty(), where);
            return new JpegArray(image, file.size(), where, files.metrics());
          });
    }
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    try (JpegArray array = open(uri, place, files)) {
      return List.of(array.info());
    }
  }
}
