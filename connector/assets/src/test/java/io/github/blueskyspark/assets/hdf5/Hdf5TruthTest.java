package io.github.blueskyspark.assets.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every dataset of the test files against what h5py reads. */
class Hdf5TruthTest {
  /** Read through the mapped file or through a channel, whole or row by row. */
  private interface Reading {
    byte[] bytes(ArrayAsset array) throws IOException;
  }

  @Test
  void everyDatasetReadWholeEqualsH5py() throws IOException {
    compareAll(LocalFiles.mapped(), array -> Hdf5Samples.little(array, Hdf5Samples.all(array)));
  }

  @Test
  void everyDatasetReadRowByRowThroughAChannelOfShortReadsEqualsH5py() throws IOException {
    compareAll(LocalFiles.unmapped(), Hdf5TruthTest::rows);
  }

  private static byte[] rows(ArrayAsset array) throws IOException {
    long[] shape = Hdf5Samples.shape(array);
    if (shape.length == 0 || shape[0] > 100) {
      return Hdf5Samples.little(array, Hdf5Samples.all(array));
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (long row = 0; row < shape[0]; row++) {
      long[] start = new long[shape.length];
      long[] count = shape.clone();
      start[0] = row;
      count[0] = 1;
      all.write(Hdf5Samples.little(array, Region.box(start, count)));
    }
    return all.toByteArray();
  }

  private static String json(List<Long> numbers) {
    return numbers.toString().replace(" ", "");
  }

  private static void compareAll(LocalFiles files, Reading reading) throws IOException {
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (Map.Entry<String, JsonNode> file : Hdf5Samples.truth().properties()) {
      for (Map.Entry<String, JsonNode> dataset : file.getValue().properties()) {
        String uri = Hdf5Samples.uri(file.getKey());
        try (ArrayAsset array = Hdf5Samples.open(files, uri, dataset.getKey())) {
          different.addAll(difference(uri, array, dataset.getValue(), reading));
        }
        compared++;
      }
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(1700);
    assertThat(files.open()).isZero();
  }

  private static List<String> difference(
      String uri, ArrayAsset array, JsonNode truth, Reading reading) throws IOException {
    ArrayInfo info = array.info();
    String place = uri + ":" + info.path() + " ";
    List<String> different = new ArrayList<>();
    if (!info.dtype().isStruct() && !info.dtype().toString().equals(truth.path("dtype").asText())) {
      different.add(place + info.dtype() + " instead of " + truth.path("dtype"));
    }
    if (!json(info.shape()).equals(truth.path("shape").toString())) {
      different.add(place + info.shape() + " instead of " + truth.path("shape"));
    }
    if (info.dtype().kind() == Kind.OBJECT) {
      JsonNode values = Hdf5Samples.JSON.valueToTree(array.values(Hdf5Samples.all(array)));
      if (!values.toString().equals(truth.path("values").toString())) {
        different.add(place + values + " instead of " + truth.path("values"));
      }
    } else if (!Hdf5Samples.sha256(reading.bytes(array)).equals(truth.path("sha256").asText())) {
      different.add(place + "has other elements");
    }
    return different;
  }

  @Test
  void listingNamesEveryDatasetWithItsChunks() throws IOException {
    List<String> different = new ArrayList<>();
    for (Map.Entry<String, JsonNode> file : Hdf5Samples.truth().properties()) {
      String uri = Hdf5Samples.uri(file.getKey());
      Map<String, ArrayInfo> found = new HashMap<>();
      new Hdf5Reader()
          .list(uri, Location.file(uri), LocalFiles.mapped())
          .forEach(info -> found.put(info.path(), info));
      assertThat(found.keySet())
          .as(uri)
          .containsExactlyInAnyOrderElementsOf(
              file.getValue().properties().stream().map(Map.Entry::getKey).toList());
      found.forEach(
          (path, info) -> {
            JsonNode chunks = file.getValue().path(path).path("chunks");
            int axes = chunks.size();
            if (!json(info.chunkShape().subList(0, Math.min(axes, info.chunkShape().size())))
                .equals(chunks.toString())) {
              different.add(uri + path + info.chunkShape() + " instead of " + chunks);
            }
          });
    }
    assertThat(different).isEmpty();
  }
}
