package io.github.blueskyspark.assets.npy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Reads the one array of an NPY file. */
public final class NpyReader implements AssetReader {
  @Override
  public Set<String> mimetypes() {
    return Set.of("multipart/related;type=application/x-npy", "application/x-npy");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".npy");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    return open(request.uri(), request.where().asset(request.uri()), files);
  }

  private static NpyArray open(String uri, Location where, AssetFiles files) throws IOException {
    RandomAccess file = files.open(uri);
    boolean done = false;
    try {
      NpyHeader header = Guarded.run(where, "open NPY file", () -> NpyHeader.read(file, where));
      NpyArray array = new NpyArray(file, header, where, files.metrics());
      done = true;
      return array;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    try (NpyArray array = open(uri, place, files)) {
      return List.of(array.info());
    }
  }

  /** What a file tells of itself. */
  static ArrayInfo info(NpyHeader header) {
    return new ArrayInfo(
        "",
        header.dtype(),
        header.shape(),
        List.of(),
        List.of(),
        header.shape().contains(0L) ? 0 : header.bytes(),
        JsonNodeFactory.instance.objectNode());
  }
}
