package io.github.blueskyspark.assets.tiff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Reads TIFF and BigTIFF files: integers of 1 to 64 bits, floats, booleans; strips and tiles; no
 * compression, LZW, Deflate, PackBits, Zstandard and JPEG, with both predictors.
 */
public final class TiffReader implements AssetReader {
  @Override
  public Set<String> mimetypes() {
    return Set.of("multipart/related;type=image/tiff", "image/tiff");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".tif", ".tiff");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    return open(request.uri(), request.where().asset(request.uri()), files);
  }

  private static TiffArray open(String uri, Location where, AssetFiles files) throws IOException {
    TiffFile file = file(uri, where, files);
    boolean done = false;
    try {
      TiffArray array =
          Guarded.run(where, "open TIFF file", () -> TiffArray.of(file, files.metrics()));
      done = true;
      return array;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  private static TiffFile file(String uri, Location where, AssetFiles files) throws IOException {
    return Guarded.run(
        where, "open TIFF file", () -> TiffFile.open(files.open(uri), where, files.metrics()));
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    try (TiffArray array = open(uri, place, files)) {
      ArrayInfo found = array.info();
      return List.of(
          new ArrayInfo(
              found.path(),
              found.dtype(),
              found.shape(),
              found.chunkShape(),
              found.filters(),
              Guarded.run(place, "list TIFF file", array::storedBytes),
              Guarded.run(place, "read tags of TIFF file", array::attributes)));
    }
  }

  @Override
  public ObjectNode attributes(String uri, Location where, AssetFiles files) throws IOException {
    try (TiffFile file = file(uri, where, files)) {
      return Guarded.run(
          where, "read tags of TIFF file", () -> TiffAttributes.of(file.directory(0)));
    }
  }
}
