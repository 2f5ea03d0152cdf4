package io.github.blueskyspark.assets.hdf5;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.KnownArray;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads HDF5 files of every library version from 1.6 to 2.0, without native code.
 *
 * <p>Parameters of the stream resource: {@code dataset} (older: {@code path}, {@code key}) names
 * the dataset, {@code /entry/data/data} where none does; {@code swmr} and {@code locking} make no
 * difference. A group of datasets {@code data_000001} and so on, as an Eiger's master file has it,
 * is one array.
 */
public final class Hdf5Reader implements AssetReader {
  private static final String DEFAULT_DATASET = "/entry/data/data";
  private static final List<String> DATASET_KEYS = List.of("dataset", "path", "key");

  @Override
  public Set<String> mimetypes() {
    return Set.of("application/x-hdf5");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".h5", ".hdf5", ".hdf", ".nxs", ".nx");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    String path = dataset(request.parameters());
    Location where = request.where().asset(request.uri());
    OpenFiles open = new OpenFiles(files);
    boolean done = false;
    try {
      ArrayAsset array =
          Guarded.run(
              where.inside(path),
              "open HDF5 dataset",
              () -> {
                Hdf5File file = open.open(request.uri(), where);
                ObjectPath.Found found = ObjectPath.find(open, file, path);
                List<String> names =
                    found.header().isGroup() ? JoinedDatasets.names(found) : List.of();
                return names.isEmpty()
                    ? dataset(open, found, path)
                    : JoinedDatasets.of(
                        where.inside(path),
                        open,
                        path,
                        names,
                        part -> dataset(open, ObjectPath.find(open, file, part), part));
              });
      done = true;
      return array;
    } finally {
      if (!done) {
        open.close();
      }
    }
  }

  @Override
  public Optional<ArrayAsset> openKnown(KnownArray known, AssetRequest request, AssetFiles files)
      throws IOException {
    return KnownDataset.open(known, request, files);
  }

  private static ArrayAsset dataset(OpenFiles open, ObjectPath.Found found, String path)
      throws IOException {
    AssetFiles files = open.files();
    Hdf5Dataset dataset = Hdf5Dataset.of(found.file(), found.header(), path, files, Nesting.none());
    Elements elements = dataset.elements(files);
    // Summing up the chunks would mean to read the whole index.
    return new Hdf5Array(open, dataset, elements, dataset.info(path));
  }

  private static String dataset(ObjectNode parameters) {
    for (String key : DATASET_KEYS) {
      JsonNode value = parameters.path(key);
      if (value.isTextual() && !value.asText().isBlank()) {
        return value.asText();
      }
    }
    return DEFAULT_DATASET;
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    return list(uri, where, files, (path, reason) -> {});
  }

  @Override
  public List<ArrayInfo> list(
      String uri, Location where, AssetFiles files, BiConsumer<String, String> unreadable)
      throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    try (OpenFiles open = new OpenFiles(files)) {
      return Guarded.run(
          place,
          "list HDF5 file",
          () -> new Hdf5Listing(open.open(uri, place), files, unreadable).list());
    }
  }

  @Override
  public ObjectNode attributes(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    try (OpenFiles open = new OpenFiles(files)) {
      return Guarded.run(
          place,
          "read attributes of HDF5 file",
          () -> {
            Hdf5File file = open.open(uri, place);
            return AttributesJson.of(file, file.root());
          });
    }
  }
}
