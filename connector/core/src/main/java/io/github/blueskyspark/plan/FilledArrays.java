package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.documents.DatumRow;
import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.tables.ArrayCapture;
import io.github.blueskyspark.tables.ArrayTexts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rows of external arrays for filled documents. Not thread safe. */
final class FilledArrays implements ArrayTexts {
  private final ExternalAccess access;
  private final Map<String, OpenArray> open = new HashMap<>();

  FilledArrays(ExternalAccess access) {
    this.access = access;
  }

  @Override
  public Optional<Text> row(RunIndex run, String stream, String key, DatumRow datum)
      throws IOException {
    ExternalKey external = run.external(stream).get(key);
    Optional<FrameMap.Span> span =
        external.frames().spans().stream()
            .filter(s -> s.resource().equals(datum.resource()))
            .findFirst();
    if (span.isEmpty()) {
      return Optional.empty();
    }
    long row = datum.index() - span.get().indexStart() + span.get().fileIndexStart();
    try {
      Optional<ExternalArray> array =
          open.computeIfAbsent(stream + "\n" + key, k -> new OpenArray(access))
              .of(run, external, datum.resource());
      return array.isEmpty() ? Optional.empty() : text(array.get(), row);
    } catch (AssetException e) {
      if (!access.policy().isNull(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Text> text(ExternalArray array, long row) throws IOException {
    DType dtype = array.info().dtype();
    if (!dtype.isNumeric() || dtype.itemSize() > Double.BYTES) {
      return Optional.empty();
    }
    ArrayCapture capture = new ArrayCapture();
    array.writeRow(row, access.roi(), capture);
    ByteBuffer data = capture.data();
    return Optional.of(ArrayJson.of(dtype, capture.shape(), data));
  }

  @Override
  public void close() throws IOException {
    for (OpenArray array : open.values()) {
      array.close();
    }
  }
}
