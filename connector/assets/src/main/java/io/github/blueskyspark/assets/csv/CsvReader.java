package io.github.blueskyspark.assets.csv;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tables of text, as pandas' {@code read_csv} does.
 *
 * <p>Parameters of the stream resource: {@code sep} or {@code delimiter}, {@code delim_whitespace},
 * {@code names}, {@code skiprows}, {@code nrows}, {@code header}, {@code usecols}, {@code comment},
 * {@code quotechar}, {@code decimal}, {@code thousands}, {@code skipinitialspace}, {@code
 * skip_blank_lines}. The declared dtype is taken where it holds what is written; else {@code <i8},
 * {@code <f8}, {@code |b1} or a text, as the fields are.
 */
public final class CsvReader implements AssetReader {
  @Override
  public Set<String> mimetypes() {
    return Set.of("text/csv;header=absent", "text/csv;header=present", "text/csv");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".csv");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    Location where = request.where().asset(request.uri());
    boolean hasHeader = request.mimetype().replace(" ", "").endsWith("header=present");
    return open(request.uri(), request.parameters(), hasHeader, request.dtype(), where, files);
  }

  private static ArrayAsset open(
      String uri,
      ObjectNode parameters,
      boolean hasHeader,
      Optional<DType> declared,
      Location where,
      AssetFiles files)
      throws IOException {
    RandomAccess file = files.open(uri);
    boolean done = false;
    try {
      ArrayAsset array =
          Guarded.run(
              where,
              "open table of text",
              () -> open(file, Dialect.of(parameters, hasHeader), declared, where, files));
      done = true;
      return array;
    } catch (BadDialect e) {
      throw new AssetException(
              where,
              "open table of text",
              e.getMessage(),
              "Correct the stream resource's parameters")
          .because(e);
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  private static ArrayAsset open(
      RandomAccess file,
      Dialect dialect,
      Optional<DType> declared,
      Location where,
      AssetFiles files)
      throws IOException {
    Columns columns = new Columns(new FieldText(dialect.decimal(), dialect.thousands()));
    CsvIndex index = CsvIndex.of(new Lines(file, dialect, files.metrics()), dialect, columns);
    DType dtype = columns.decide(declared, index.columns());
    ArrayInfo info =
        new ArrayInfo(
            "",
            dtype,
            List.of(index.rows(), dtype.isStruct() ? 1L : index.columns()),
            List.of(),
            List.of(),
            file.size(),
            JsonNodeFactory.instance.objectNode());
    return new CsvArray(info, file, index, dialect, where, files.metrics());
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    try (ArrayAsset array = open(uri, none, false, Optional.empty(), place, files)) {
      return List.of(array.info());
    }
  }
}
