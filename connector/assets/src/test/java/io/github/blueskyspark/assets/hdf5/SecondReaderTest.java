package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.spi.ArrayAsset;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plain cases against jHDF, which shares no code with this reader or with h5py. */
class SecondReaderTest {
  private static final List<String> TYPES =
      List.of(
          "i1",
          "u1",
          "little_i2",
          "little_u2",
          "little_i4",
          "little_u4",
          "little_i8",
          "little_u8",
          "little_f4",
          "little_f8",
          "big_i2",
          "big_u4",
          "big_f4",
          "big_f8");
  // Not "fletcher": behind a shuffle jHDF gives other numbers than h5py and this reader.
  private static final List<String> LAYOUTS =
      List.of("contiguous", "chunked", "edges", "fixed", "btree2", "single", "gzip");

  @Test
  void plainNumbersEqualWhatJhdfReads() throws IOException {
    String uri = Hdf5Samples.uri("matrix_earliest.h5");
    int compared = 0;
    try (HdfFile other = new HdfFile(Path.of(uri))) {
      for (String type : TYPES) {
        for (String layout : LAYOUTS) {
          String path = "/" + type + "/" + layout;
          Dataset dataset = other.getDatasetByPath(path);
          List<Object> expected = new ArrayList<>();
          flatten(dataset.getData(), expected);
          try (ArrayAsset array = Hdf5Samples.open(LocalFiles.mapped(), uri, path)) {
            assertThat(numbers(array)).as(path).isEqualTo(expected);
          }
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(TYPES.size() * LAYOUTS.size());
  }

  private static void flatten(Object data, List<Object> into) {
    if (!data.getClass().isArray()) {
      into.add(
          data instanceof Float || data instanceof Double
              ? (Object) ((Number) data).doubleValue()
              : new BigInteger(data.toString()));
      return;
    }
    for (int i = 0; i < Array.getLength(data); i++) {
      flatten(Array.get(data, i), into);
    }
  }

  private static List<Object> numbers(ArrayAsset array) throws IOException {
    DType dtype = array.info().dtype();
    byte[] bytes = Hdf5Samples.little(array, Hdf5Samples.all(array));
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Object> numbers = new ArrayList<>();
    while (buffer.hasRemaining()) {
      if (dtype.kind() == DType.Kind.FLOAT) {
        numbers.add(dtype.itemSize() == 4 ? (double) buffer.getFloat() : buffer.getDouble());
      } else {
        byte[] one = new byte[dtype.itemSize()];
        for (int i = one.length - 1; i >= 0; i--) {
          one[i] = buffer.get();
        }
        numbers.add(
            dtype.kind() == DType.Kind.SIGNED ? new BigInteger(one) : new BigInteger(1, one));
      }
    }
    return numbers;
  }
}
