package io.github.blueskyspark.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.NumpyIndex;
import io.github.blueskyspark.arrays.Selection;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A resource's array, opened as one file or as a sequence of files.
 *
 * @param asset the array
 * @param sequence the same where it is a sequence
 * @param where run, stream, data key and file, for messages
 * @param declared shape of a row as the documents declare it, multiplier included
 * @param shape of a row that decides its axes: the declared one, or for a sequence that of its
 *     files
 * @param multiplier frames a row by the deprecated parameters, 0 where they do not say or do not
 *     matter
 */
record Opened(
    ArrayAsset asset,
    Optional<SequenceArray> sequence,
    Location where,
    List<Long> declared,
    List<Long> shape,
    long multiplier) {

  /** See {@link ExternalArray#open}. */
  static Opened of(
      BiFunction<String, Location, AssetReader> readers,
      StreamResource resource,
      DataKey key,
      Announced rows,
      AllowedFiles files,
      Location where)
      throws IOException {
    AssetReader reader = readers.apply(resource.mimetype(), where);
    AssetFiles placed = files.at(where);
    long multiplier = RowLayout.multiplier(resource.parameters());
    List<Long> declared = RowLayout.withMultiplier(key.shape(), multiplier);
    Optional<FileSequence> sequence = FileSequence.of(resource, where);
    if (sequence.isEmpty() || !sequence.get().isNumbered()) {
      String uri = sequence.map(s -> s.file(0)).orElse(resource.uri());
      long frames = frames(declared, multiplier, rows.stop());
      ArrayAsset asset = reader.open(request(resource, uri, key, frames, where), placed);
      Location place = place(asset, where.asset(uri));
      return new Opened(asset, Optional.empty(), place, declared, declared, multiplier);
    }
    FileSequence named = sequence.get();
    long said = named.filesPerRow(declared, where);
    SequenceArray array =
        SequenceArray.open(
            named,
            rows,
            said,
            (shape, first) ->
                named.saysFilesPerRow()
                    ? SequenceAxes.exactly(shape, declared, said, first)
                    : SequenceAxes.of(shape, declared, said, first),
            uri -> reader.open(request(resource, uri, key, 0, where), placed),
            placed,
            where);
    Location place = place(array, where.asset(resource.uri()));
    boolean isCut =
        resource.parameters().hasNonNull("slice") || resource.parameters().hasNonNull("squeeze");
    return isCut
        ? new Opened(array, Optional.of(array), place, declared, declared, multiplier)
        : new Opened(array, Optional.of(array), place, declared, array.row(), 0);
  }

  private static AssetRequest request(
      StreamResource resource, String uri, DataKey key, long frames, Location where) {
    return new AssetRequest(
        uri, resource.mimetype(), resource.parameters(), key.numpy(), key.shape(), frames, where);
  }

  private static long frames(List<Long> shape, long multiplier, long rows) {
    boolean isGrouped = multiplier > 0 || shape.size() >= 3;
    return isGrouped && shape.get(0) > 0 && rows <= Long.MAX_VALUE / shape.get(0)
        ? rows * shape.get(0)
        : rows;
  }

  private static Location place(ArrayAsset asset, Location file) {
    String path = asset.info().path();
    return path.isEmpty() ? file : file.inside(path);
  }

  /** The stored array after parameters {@code slice} and {@code squeeze}. */
  Selection view(StreamResource resource) {
    List<Long> stored = asset.info().shape();
    Selection view = Selection.all(stored.stream().mapToLong(Long::longValue).toArray());
    JsonNode slice = resource.parameters().path("slice");
    if (slice.isTextual() && !slice.asText().isBlank()) {
      try {
        view = view.index(NumpyIndex.parse(slice.asText()), NumpyIndex.Anchor.LEADING);
      } catch (IllegalArgumentException e) {
        throw new AssetException(
                where,
                "apply parameter slice '" + slice.asText() + "' to shape " + stored,
                e.getMessage(),
                "Correct the slice in the stream resource's parameters")
            .because(e);
      }
    }
    return resource.parameters().path("squeeze").asBoolean(false) ? view.squeeze() : view;
  }
}
