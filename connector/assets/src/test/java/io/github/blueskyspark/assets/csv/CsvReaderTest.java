package io.github.blueskyspark.assets.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CsvReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "table.csv";

  private static MemoryFiles files(String text) {
    return new MemoryFiles(Map.of(FILE, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static ArrayAsset open(MemoryFiles files, JsonNode parameters, Optional<DType> dtype)
      throws IOException {
    Location where = Location.run("9f3c").stream("primary").key("det");
    return new CsvReader()
        .open(
            new AssetRequest(
                FILE,
                "text/csv;header=absent",
                (ObjectNode) parameters,
                dtype,
                List.of(),
                0,
                where),
            files);
  }

  private static byte[] all(ArrayAsset array) throws IOException {
    long[] shape = array.info().shape().stream().mapToLong(Long::longValue).toArray();
    return bytes(array.read(Region.all(shape)));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @TestFactory
  Stream<DynamicTest> everyTableIsAsPandasReadsIt() throws IOException {
    JsonNode truth = JSON.readTree(Path.of("src/test/resources/csv/truth.json").toFile());
    return StreamSupport.stream(truth.get("cases").spliterator(), false)
        .map(c -> DynamicTest.dynamicTest(c.get("name").asText(), () -> check(c)));
  }

  private static void check(JsonNode said) throws IOException {
    MemoryFiles files = files(said.get("text").asText());
    Optional<DType> declared = DTypes.parse(said.get("declared").asText(""));
    try (ArrayAsset array = open(files, said.get("parameters"), declared)) {
      assertThat(array.info().dtype()).hasToString(said.get("dtype").asText());
      List<Long> shape = new ArrayList<>();
      said.get("shape").forEach(n -> shape.add(n.asLong()));
      assertThat(array.info().shape()).isEqualTo(shape);
      assertThat(HexFormat.of().formatHex(all(array))).isEqualTo(said.get("bytes").asText());
    }
    assertThat(files.open()).isZero();
  }

  @Test
  void recordsOfADeclaredStructFillOneColumn() throws IOException {
    JsonNode fields = JSON.readTree("[[\"n\",\"<i2\"],[\"word\",\"<U3\"]]");
    MemoryFiles files = files("1,on\n-2,off\n");
    try (ArrayAsset array = open(files, JSON.createObjectNode(), DTypes.parse(fields))) {
      assertThat(array.info().shape()).containsExactly(2L, 1L);
      assertThat(HexFormat.of().formatHex(all(array)))
          .isEqualTo("0100" + "6f0000006e00000000000000" + "feff" + "6f0000006600000066000000");
    }
  }

  @Test
  void rowsAreFoundInALongTable() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append(i).append(',').append(2 * i).append('\n');
    }
    try (ArrayAsset array =
        open(files(text.toString()), JSON.createObjectNode(), Optional.empty())) {
      Region some = Region.stepped(new long[] {777, 1}, new long[] {3, 1}, new long[] {9000, 1});
      ByteBuffer read = array.read(some);
      assertThat(List.of(read.getLong(0), read.getLong(8), read.getLong(16)))
          .containsExactly(2 * 777L, 2 * 9777L, 2 * 18777L);
    }
  }

  @Test
  void aRowWithMoreFieldsIsNamedAndHidesNoOther() throws IOException {
    MemoryFiles files = files("1,2\n3,4\n5,6,7\n");
    try (ArrayAsset array = open(files, JSON.createObjectNode(), Optional.empty())) {
      assertThat(array.read(Region.box(new long[2], new long[] {2, 2})).getLong(24)).isEqualTo(4);
      assertThatThrownBy(() -> all(array))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("table.csv:byte 8")
          .hasMessageContaining("it has 3 fields, the first row has 2");
    }
  }

  @Test
  void wordsAmongNumbersMakeATableOfWords() throws IOException {
    try (ArrayAsset array =
        open(files("1,on\n2,off\n"), JSON.createObjectNode(), DTypes.parse("<f8"))) {
      assertThat(array.info().dtype()).hasToString("<U3");
    }
  }

  @Test
  void aSeparatorOfSeveralCharactersIsRefused() {
    assertThatThrownBy(
            () -> open(files("1"), JSON.createObjectNode().put("sep", "ab"), Optional.empty()))
        .hasMessageContaining("sep is 'ab'");
  }

  @Test
  void anyBytesGiveAssetExceptionsOnly() throws IOException {
    byte[] alphabet = "0123456789.,-+eE\"\n\r \tnaNTrue#;\u00e4".getBytes(StandardCharsets.UTF_8);
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(60)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      MemoryFiles files = new MemoryFiles(Map.of(FILE, bytes));
      Optional<DType> dtype = DTypes.parse(List.of("<f8", "<i4", "<U2").get(seed % 3));
      try (ArrayAsset array = open(files, JSON.createObjectNode(), dtype)) {
        all(array);
      } catch (AssetException e) {
        assertThat(e).hasMessageContaining(FILE);
      }
      assertThat(files.open()).isZero();
    }
  }
}
