package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.KnownArray;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A reader that goes straight to the bytes where it is known where they stand, and the file is the
 * same as when that was written down: of that name, size and time. Any other is opened through its
 * format.
 */
final class KnownReader implements AssetReader {
  /** Looks up an array. */
  @FunctionalInterface
  interface Lookup {
    Optional<KnownArray> find() throws IOException;
  }

  private final AssetReader format;
  private final Lookup lookup;

  KnownReader(AssetReader format, Lookup lookup) {
    this.format = format;
    this.lookup = lookup;
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    Optional<KnownArray> known = lookup.find();
    if (known.isPresent() && isSame(known.get().file(), files.stat(request.uri()))) {
      Optional<ArrayAsset> array = format.openKnown(known.get(), request, files);
      if (array.isPresent()) {
        return array.get();
      }
    }
    return format.open(request, files);
  }

  private static boolean isSame(FileRef then, Optional<FileRef> now) {
    return now.isPresent()
        && now.get().name().equals(then.name())
        && now.get().size() == then.size()
        && now.get().modified() == then.modified();
  }

  @Override
  public Set<String> mimetypes() {
    return format.mimetypes();
  }

  @Override
  public Set<String> suffixes() {
    return format.suffixes();
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    return format.list(uri, where, files);
  }
}
