package io.github.blueskyspark.archives.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.spi.ArrayInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * An array in a run's files as a data key.
 *
 * @param key name of the data key
 * @param dataset name inside the file; empty where the file is the array
 * @param info of the file, or of the first of a sequence
 * @param row shape of an event
 * @param rows that a file has
 */
record DataArray(String key, String dataset, ArrayInfo info, List<Long> row, long rows) {
  private static final String IMAGE = "image";

  DataArray {
    row = List.copyOf(row);
  }

  /**
   * The arrays of one file that are as long as the run. The pictures of a file say how long that
   * is; where it holds columns only, the shortest does, because a PandA writes one after the other.
   */
  static List<DataArray> ofFile(FileRun run, List<ArrayInfo> found) {
    boolean isHdf5 = FileKind.of(run.first()).orElseThrow() == FileKind.HDF5;
    if (!isHdf5) {
      return ofSequence(found);
    }
    List<DataArray> all = new ArrayList<>();
    int most = 0;
    for (ArrayInfo info : found) {
      if (!info.shape().isEmpty()) {
        List<Long> row = info.shape().subList(1, info.shape().size());
        all.add(new DataArray(key(info), info.path(), info, row, info.shape().get(0)));
        most = Math.max(most, row.size());
      }
    }
    int rank = most;
    long length =
        all.stream().filter(a -> a.row.size() == rank).mapToLong(DataArray::rows).min().orElse(0);
    return all.stream().filter(a -> a.rows >= length).toList();
  }

  /** The arrays of numbered files: each file is an event. */
  static List<DataArray> ofSequence(List<ArrayInfo> found) {
    List<DataArray> all = new ArrayList<>();
    for (ArrayInfo info : found) {
      List<Long> row = new ArrayList<>(info.shape());
      boolean isColour =
          row.size() == 3 && (row.get(2) == 3 || row.get(2) == 4) && info.dtype().itemSize() <= 2;
      if (row.size() < 3 || isColour) {
        row.add(0, 1L);
      }
      String key = info.path().isEmpty() ? IMAGE : key(info);
      boolean isFirst = all.stream().noneMatch(a -> a.key.equals(key));
      if (isFirst) {
        all.add(new DataArray(key, info.path(), info, row, 1));
      }
    }
    return all;
  }

  private static String key(ArrayInfo info) {
    return info.path().replaceFirst("^/+", "");
  }

  /** Rows that all arrays of a file have. */
  static long rows(List<DataArray> arrays) {
    return arrays.stream().mapToLong(DataArray::rows).min().orElse(0);
  }

  /** As a descriptor says it. */
  ObjectNode dataKey(String source) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    key.put("source", source);
    key.put("dtype", row.isEmpty() ? scalar(info.dtype().kind()) : "array");
    ArrayNode shape = key.putArray("shape");
    row.forEach(shape::add);
    key.put("external", "STREAM:");
    if (info.dtype().isStruct()) {
      boolean isPlain =
          info.dtype().fields().stream().allMatch(f -> f.shape().isEmpty() && !f.type().isStruct());
      if (isPlain) {
        ArrayNode fields = key.putArray("dtype_numpy");
        info.dtype()
            .fields()
            .forEach(f -> fields.addArray().add(f.name()).add(f.type().toString()));
      }
    } else if (info.dtype().kind() != Kind.OBJECT) {
      key.put("dtype_numpy", info.dtype().toString());
    }
    String units = info.attributes().path("units").asText("");
    if (!units.isEmpty()) {
      key.put("units", units);
    }
    return key;
  }

  private static String scalar(DType.Kind kind) {
    return switch (kind) {
      case BOOL -> "boolean";
      case SIGNED, UNSIGNED -> "integer";
      case FLOAT -> "number";
      case BYTES, UNICODE, OBJECT -> "string";
      case COMPLEX, VOID -> "array";
    };
  }
}
