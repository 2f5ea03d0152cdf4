package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.MemoryArray;
import io.github.blueskyspark.spi.ReadMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceArrayTest {
  private static final Location WHERE = Location.run("abc").stream("primary").key("det");

  @TempDir private Path directory;
  private final MemoryReader reader = new MemoryReader();

  /** Makes file number {@code n} of bytes {@code 16 n, 16 n + 1, …}. */
  private void file(int n, String dtype, long... shape) throws IOException {
    Files.createFile(directory.resolve("i_" + n));
    DType type = DTypes.parse(dtype).orElseThrow();
    int bytes = type.itemSize();
    for (long length : shape) {
      bytes *= (int) length;
    }
    byte[] data = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      data[i] = (byte) (16 * n + i);
    }
    reader.with(uri(n), MemoryArray.of(type, data, shape));
  }

  private String uri(int n) {
    return directory.toUri() + "i_" + n;
  }

  private ExternalArray open(String shape, String parameters, Announced rows) throws IOException {
    ObjectNode node = (ObjectNode) new ObjectMapper().readTree(parameters.replace('\'', '"'));
    node.put("template", "i_{:d}");
    ObjectNode key = (ObjectNode) new ObjectMapper().readTree("{\"shape\": " + shape + "}");
    AllowedFiles files =
        AllowedFiles.below(
            List.of(directory.toString()),
            AssetPaths.of(Map.of()),
            new LocalStorage(),
            new ReadMetrics());
    return ExternalArray.open(
        AssetReaders.of(reader)::of,
        new StreamResource("r1", "det", MemoryReader.MIMETYPE, directory.toUri().toString(), node),
        new DataKey("det", key),
        rows,
        files,
        1 << 20,
        WHERE);
  }

  private static Object row(ExternalArray array, long row) throws IOException {
    RecordedCell cell = new RecordedCell();
    array.writeRow(row, Optional.empty(), cell);
    return cell.value();
  }

  private static Object frame(ExternalArray array, long row, int frame) throws IOException {
    RecordedCell cell = new RecordedCell();
    int[] shape = array.frameShape(row, frame, Optional.empty());
    cell.putArray(array.info().dtype(), shape, array.frame(row, frame, Optional.empty()));
    return cell.value();
  }

  private List<String> opened() {
    return reader.requests().stream()
        .map(r -> r.uri().substring(r.uri().lastIndexOf('/') + 1))
        .toList();
  }

  @Test
  void aFileIsARow() throws IOException {
    for (int n = 0; n < 3; n++) {
      file(n, "|u1", 2, 2);
    }
    ExternalArray array = open("[1, 2, 2]", "{}", Announced.rows(3));
    assertThat(array.rows()).isEqualTo(3);
    assertThat(row(array, 2)).isEqualTo("|u1[1, 2, 2] 20212223");
    assertThat(frame(array, 1, 0)).isEqualTo("|u1[2, 2] 10111213");
    assertThat(opened()).containsExactly("i_0", "i_2", "i_1");
    assertThat(array.notes()).isEmpty();
  }

  @Test
  void severalFilesAreTheFramesOfARow() throws IOException {
    for (int n = 0; n < 4; n++) {
      file(n, "|u1", 2, 2);
    }
    ExternalArray array = open("[2, 2, 2]", "{'chunk_shape': [1, 2, 2]}", Announced.rows(2));
    assertThat(array.rows()).isEqualTo(2);
    assertThat(row(array, 1)).isEqualTo("|u1[2, 2, 2] 2021222330313233");
    assertThat(frame(array, 1, 1)).isEqualTo("|u1[2, 2] 30313233");
    assertThat(array.layout().framesPerRow()).isEqualTo(2);
  }

  @Test
  void thePagesOfAFileAreTheFramesOfARow() throws IOException {
    file(0, "|u1", 3, 1, 2);
    file(1, "|u1", 3, 1, 2);
    ExternalArray array = open("[3, 1, 2]", "{'chunk_shape': [3, 1, 2]}", Announced.rows(2));
    assertThat(row(array, 1)).isEqualTo("|u1[3, 1, 2] 101112131415");
    assertThat(frame(array, 1, 2)).isEqualTo("|u1[1, 2] 1415");
  }

  @Test
  void coloursAreNoFrames() throws IOException {
    file(0, "|u1", 2, 2, 3);
    file(1, "|u1", 2, 2, 3);
    ExternalArray array = open("[2, 2, 3]", "{}", Announced.rows(2));
    assertThat(array.layout().framesPerRow()).isEqualTo(1);
    assertThat(frame(array, 1, 0)).isEqualTo("|u1[2, 2, 3] 101112131415161718191a1b");
  }

  @Test
  void filesOfOneFrameWithAnAxisInFrontAreJoinedAlongIt() throws IOException {
    for (int n = 0; n < 4; n++) {
      file(n, "|u1", 1, 1, 2);
    }
    ExternalArray array = open("[2, 1, 2]", "{'multiplier': 2}", Announced.rows(2));
    assertThat(row(array, 1)).isEqualTo("|u1[2, 1, 2] 20213031");
  }

  @Test
  void aFileThatHoldsTheWholeRowIsTheRowWhateverChunksSay() throws IOException {
    file(0, "|u1", 2, 3);
    file(1, "|u1", 2, 3);
    ExternalArray array = open("[2, 3]", "{'chunk_shape': [1, 3]}", Announced.rows(2));
    assertThat(row(array, 1)).isEqualTo("|u1[2, 3] 101112131415");
  }

  @Test
  void whatTheFilesHoldWinsWithANote() throws IOException {
    file(0, "|u1", 2, 2, 3);
    file(1, "|u1", 2, 2, 3);
    ExternalArray colour = open("[1, 2, 2]", "{}", Announced.rows(2));
    assertThat(row(colour, 1)).isEqualTo("|u1[2, 2, 3] 101112131415161718191a1b");
    assertThat(colour.notes()).singleElement().asString().contains("[1, 2, 2]", "[2, 2, 3]");
  }

  @Test
  void aMissingFileIsItsOwnRowOnly() throws IOException {
    file(0, "|u1", 2);
    file(3, "|u1", 2);
    ExternalArray array = open("[2]", "{'files_per_datum': 1}", Announced.rows(4));
    assertThat(row(array, 3)).isEqualTo("|u1[2] 3031");
    AssetException e = catchThrowableOfType(AssetException.class, () -> row(array, 2));
    assertThat(e.status()).isEqualTo(AssetStatus.MISSING);
    assertThat(e).hasMessageContaining("data key 'det', " + uri(2) + ": Cannot open external file");
    AssetException header =
        catchThrowableOfType(
            AssetException.class,
            () -> array.writeRowHeader(1, Optional.empty(), new RecordedCell()));
    assertThat(header.status()).isEqualTo(AssetStatus.MISSING);
    assertThat(row(array, 0)).isEqualTo("|u1[2] 0001");
  }

  @Test
  void theFirstFileThatIsThereTellsTheShape() throws IOException {
    file(700, "|u1", 2, 2);
    assertThat(open("[2, 2]", "{}", new Announced(650, 800)).info().shape())
        .isEqualTo(List.of(800L, 2L, 2L));
    assertThatThrownBy(() -> open("[2, 2]", "{}", Announced.rows(3)))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(uri(0), "no regular file");
  }

  @Test
  void headersOpenTheFirstFileAndNoOther() throws IOException {
    for (int n = 0; n < 3; n++) {
      file(n, "|u1", 2, 2);
    }
    ExternalArray array = open("[2, 2]", "{}", Announced.rows(3));
    for (int n = 0; n < 3; n++) {
      array.writeRowHeader(n, Optional.empty(), new RecordedCell());
      array.writeFrameHeader(n, 0, Optional.empty(), new RecordedCell());
    }
    assertThat(opened()).containsExactly("i_0");
  }

  @Test
  void smallRowsAreNotReadAhead() throws IOException {
    for (int n = 0; n < 4; n++) {
      file(n, "|u1", 2);
    }
    ExternalArray array = open("[2]", "{'files_per_datum': 1}", Announced.rows(1000));
    row(array, 0);
    row(array, 1);
    row(array, 2);
    assertThat(opened()).containsExactly("i_0", "i_1", "i_2");
  }

  @Test
  void filesOfOtherKindsAreRefusedOneByOne() throws IOException {
    file(0, "<u2", 2, 2);
    file(1, ">u2", 2, 2);
    file(2, "<u2", 1, 2);
    file(3, "<i4", 2, 2);
    ExternalArray array = open("[2, 2]", "{}", Announced.rows(4));
    assertThat(row(array, 1)).isEqualTo("<u2[2, 2] 1110131215141716");
    AssetException small = catchThrowableOfType(AssetException.class, () -> row(array, 2));
    assertThat(small.status()).isEqualTo(AssetStatus.SHORT);
    assertThat(small).hasMessageContaining(uri(2), "<u2[1, 2]", "<u2[2, 2]");
    AssetException other = catchThrowableOfType(AssetException.class, () -> row(array, 3));
    assertThat(other.status()).isEqualTo(AssetStatus.UNREADABLE);
    assertThat(row(array, 0)).isEqualTo("<u2[2, 2] 0001020304050607");
  }

  @Test
  void anAuditLooksAtAnnouncedFilesOnly() throws IOException {
    file(0, "|u1", 2, 2);
    file(1, "|u1", 2, 2);
    file(4, "|u1", 2, 2);
    ExternalArray array = open("[2, 2]", "{}", Announced.rows(5));
    SequenceAudit gap =
        SequenceAudit.of(
            array.sequence().orElseThrow(),
            List.of(new FrameMap.Span("r1", 1, 3, 0, 0), new FrameMap.Span("r1", 3, 4, 4, 4)));
    assertThat(gap.status()).isEqualTo(AssetStatus.OK);
    assertThat(gap.frames()).isEqualTo(3);
    assertThat(gap.error()).isEmpty();
    SequenceAudit hole =
        SequenceAudit.of(
            array.sequence().orElseThrow(), List.of(new FrameMap.Span("r1", 1, 6, 0, 0)));
    assertThat(hole.status()).isEqualTo(AssetStatus.SHORT);
    assertThat(hole.error()).isEqualTo("2 of 5 files are missing, the first is " + uri(2));
    assertThat(hole.frames()).isEqualTo(3);
  }

  @Test
  void anAuditOfBillionsOfAnnouncedFilesEnds() throws IOException {
    file(0, "|u1", 2, 2);
    ExternalArray array = open("[2, 2]", "{}", Announced.rows(1L << 32));
    SequenceAudit audit =
        SequenceAudit.of(
            array.sequence().orElseThrow(), List.of(new FrameMap.Span("r1", 1, 1L << 32, 0, 0)));
    assertThat(audit.status()).isEqualTo(AssetStatus.SHORT);
    assertThat(audit.error()).startsWith("at least 10000 of 10001 files are missing");
  }

  @Test
  void slicesAreOfTheWholeSequence() throws IOException {
    for (int n = 0; n < 3; n++) {
      file(n, "|u1", 2, 3);
    }
    ExternalArray array = open("[2]", "{'slice': '(:, :, 1)'}", Announced.rows(3));
    assertThat(row(array, 2)).isEqualTo("|u1[2] 2124");
  }
}
