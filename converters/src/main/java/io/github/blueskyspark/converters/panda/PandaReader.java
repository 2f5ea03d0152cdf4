package io.github.blueskyspark.converters.panda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.plan.AllowedFiles;
import io.github.blueskyspark.plan.AssetPaths;
import io.github.blueskyspark.spark.storage.HadoopStorage;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.apache.hadoop.fs.Path;

/** Opens PandA files. Made in each task. */
final class PandaReader {
  private static final String MIMETYPE = "application/x-hdf5";

  private final HadoopStorage storage;
  private final AssetReader reader;

  PandaReader(HadoopStorage storage) {
    this.storage = storage;
    this.reader =
        ServiceLoader.load(AssetReader.class, AssetReader.class.getClassLoader()).stream()
            .map(ServiceLoader.Provider::get)
            .filter(r -> r.mimetypes().contains(MIMETYPE))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no reader of " + MIMETYPE + " on the class path: please report"));
  }

  /** The file, from its metadata. */
  PandaFile survey(String path) throws IOException {
    String uri = new Path(path).toUri().toString();
    Location where = Location.file(path);
    AssetFiles files = files(uri);
    List<String> notes = new ArrayList<>();
    // By name, as h5py lists them: the order in the file is that of hashes.
    List<ArrayInfo> arrays =
        reader
            .list(
                uri,
                where,
                files,
                (array, reason) -> notes.add("no column for '" + array + "': " + reason))
            .stream()
            .sorted(Comparator.comparing(ArrayInfo::path))
            .toList();
    List<PandaColumn> columns = columns(arrays, notes);
    if (columns.stream().noneMatch(c -> c.path().lastIndexOf('/') == 0)) {
      throw new AssetException(
          where,
          "read PandA file",
          "it holds no one-dimensional dataset of numbers (of " + arrays.size() + " datasets)",
          "Give files that a PandA wrote");
    }
    long rows = columns.stream().mapToLong(PandaColumn::rows).min().orElse(0);
    long most = columns.stream().mapToLong(PandaColumn::rows).max().orElse(0);
    if (most > rows) {
      notes.add(
          "its datasets hold " + rows + " to " + most + " rows: the first " + rows + " are taken");
    }
    PandaClock clock = PandaClock.of(reader.attributes(uri, where, files), columns, notes);
    return new PandaFile(path, columns, rows, clock, notes);
  }

  private static List<PandaColumn> columns(List<ArrayInfo> arrays, List<String> notes) {
    Set<String> taken = new HashSet<>(PandaSchema.FIXED);
    arrays.forEach(a -> taken.add(a.path().substring(1)));
    List<PandaColumn> columns = new ArrayList<>();
    for (ArrayInfo array : arrays) {
      String name = array.path().substring(1);
      if (array.shape().size() != 1 || !PandaColumn.fits(array.dtype())) {
        notes.add(
            "dataset '"
                + name
                + "' has dtype "
                + array.dtype()
                + " and shape "
                + array.shape()
                + ": no column");
        continue;
      }
      String column = name;
      while (PandaSchema.FIXED.contains(column)
          || (!column.equals(name) && taken.contains(column))) {
        column += "_";
      }
      taken.add(column);
      columns.add(
          new PandaColumn(
              column, array.path(), array.dtype(), array.shape().get(0), ColumnFacts.of(array)));
    }
    return columns;
  }

  /** One dataset, open. */
  ArrayAsset open(String path, PandaColumn column) throws IOException {
    String uri = new Path(path).toUri().toString();
    ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("dataset", column.path());
    AssetRequest request =
        new AssetRequest(
            uri,
            MIMETYPE,
            parameters,
            Optional.of(column.dtype()),
            List.of(),
            0,
            Location.of("PandA file"));
    return reader.open(request, files(uri));
  }

  /** The file named by the user may be anywhere; what it links to must lie beside it. */
  private AllowedFiles files(String uri) throws IOException {
    String real = storage.realUri(uri);
    String folder = real.substring(0, real.lastIndexOf('/') + 1);
    return AllowedFiles.below(List.of(folder), AssetPaths.of(Map.of()), storage, new ReadMetrics());
  }
}
