package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.MemoryArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Arrays in memory, by URI, behind the interface of asset readers. */
final class MemoryReader implements AssetReader {
  static final String MIMETYPE = "application/x-memory";

  private final Map<String, MemoryArray> arrays = new LinkedHashMap<>();
  private final Map<String, AssetException> failures = new LinkedHashMap<>();
  private final List<AssetRequest> requests = new ArrayList<>();

  MemoryReader with(String uri, MemoryArray array) {
    arrays.put(uri, array);
    return this;
  }

  MemoryReader failing(String uri, AssetException failure) {
    failures.put(uri, failure);
    return this;
  }

  /** What was opened, in order. */
  List<AssetRequest> requests() {
    return requests;
  }

  @Override
  public Set<String> mimetypes() {
    return Set.of(MIMETYPE);
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".mem");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    requests.add(request);
    if (!arrays.containsKey(request.uri()) && !failures.containsKey(request.uri())) {
      files.open(request.uri()).close(); // says that it is missing
    }
    if (failures.containsKey(request.uri())) {
      throw failures.get(request.uri());
    }
    return arrays.get(request.uri());
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) {
    return List.of(arrays.get(uri).info());
  }
}
