package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.arrays.Roi;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetReaders;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.MemoryArray;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.tables.ColumnType;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExternalArrayTest {
  private static final String URI = "file://localhost/data/a.mem";
  private static final Optional<Roi> WHOLE = Optional.empty();

  private long maxFrameBytes = 1 << 20;

  private static DType dtype(String text) {
    return DTypes.parse(text).orElseThrow();
  }

  /** Bytes 0, 1, 2 … */
  private static MemoryArray bytes(long... shape) {
    int size = 1;
    for (long n : shape) {
      size *= (int) n;
    }
    byte[] data = new byte[size];
    for (int i = 0; i < size; i++) {
      data[i] = (byte) i;
    }
    return MemoryArray.of(dtype("|u1"), data, shape);
  }

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private ExternalArray open(MemoryArray array, String key, String parameters) throws IOException {
    return open(new MemoryReader().with(URI, array), MemoryReader.MIMETYPE, key, parameters);
  }

  private ExternalArray open(MemoryReader reader, String mimetype, String key, String parameters)
      throws IOException {
    AllowedFiles files =
        AllowedFiles.below(
            List.of("/data"), AssetPaths.of(Map.of()), new LocalStorage(), new ReadMetrics());
    return ExternalArray.open(
        AssetReaders.of(reader)::of,
        new StreamResource("r1", "det", mimetype, URI, json(parameters)),
        new DataKey("det", json(key)),
        Announced.rows(4),
        files,
        maxFrameBytes,
        Location.run("abc").stream("primary").key("det"));
  }

  private static Object row(ExternalArray array, long row, String roi) throws IOException {
    RecordedCell cell = new RecordedCell();
    array.writeRow(row, Roi.parse(roi), cell);
    return cell.value();
  }

  private static Object frame(ExternalArray array, long row, int frame, String roi)
      throws IOException {
    RecordedCell cell = new RecordedCell();
    Optional<Roi> cut = Roi.parse(roi);
    int[] shape = array.frameShape(row, frame, cut);
    cell.putArray(array.info().dtype(), shape, array.frame(row, frame, cut));
    return cell.value();
  }

  private static Object value(ExternalArray array, long row, ColumnType type) throws IOException {
    RecordedCell cell = new RecordedCell();
    array.writeValue(row, type, cell);
    return cell.value();
  }

  @Test
  void rowsKeepTheFullShapeAndFramesLoseTheAxisThatCountsThem() throws IOException {
    ExternalArray array = open(bytes(4, 2, 2), "{'shape': [2, 2, 2]}", "{}");
    assertThat(array.rows()).isEqualTo(2);
    assertThat(row(array, 1, "")).isEqualTo("|u1[2, 2, 2] 08090a0b0c0d0e0f");
    assertThat(frame(array, 1, 1, "")).isEqualTo("|u1[2, 2] 0c0d0e0f");
    assertThat(frame(array, 0, 1, "")).isEqualTo("|u1[2, 2] 04050607");
  }

  @Test
  void aLeadingOneIsInRowsAndNotInFrames() throws IOException {
    ExternalArray array = open(bytes(3, 2, 2), "{'shape': [1, 2, 2]}", "{}");
    assertThat(row(array, 2, "")).isEqualTo("|u1[1, 2, 2] 08090a0b");
    assertThat(frame(array, 2, 0, "")).isEqualTo("|u1[2, 2] 08090a0b");
  }

  @Test
  void roiCutsEveryFrame() throws IOException {
    ExternalArray array = open(bytes(4, 2, 3), "{'shape': [2, 2, 3]}", "{}");
    assertThat(row(array, 1, "1:,::2")).isEqualTo("|u1[2, 1, 2] 0f111517");
    assertThat(frame(array, 1, 1, "1:,::-2")).isEqualTo("|u1[1, 2] 1715");
    assertThat(frame(array, 0, 0, "5:,:")).isEqualTo("|u1[0, 3] ");
  }

  @Test
  void headersReadNothing() throws IOException {
    MemoryArray memory = bytes(4, 2, 3);
    ExternalArray array = open(memory, "{'shape': [2, 2, 3]}", "{}");
    RecordedCell row = new RecordedCell();
    array.writeRowHeader(1, Roi.parse("0:1"), row);
    RecordedCell frame = new RecordedCell();
    array.writeFrameHeader(1, 1, WHOLE, frame);
    assertThat(row.value()).isEqualTo("|u1[2, 2, 1]");
    assertThat(frame.value()).isEqualTo("|u1[2, 3]");
    assertThat(memory.reads()).isEmpty();
  }

  @Test
  void sliceAndSqueezeComeBeforeRows() throws IOException {
    ExternalArray channel =
        open(bytes(3, 2, 2, 2), "{'shape': [2, 2]}", "{'slice': '(:, 1, :, :)'}");
    assertThat(row(channel, 1, "")).isEqualTo("|u1[2, 2] 0c0d0e0f");
    ExternalArray squeezed = open(bytes(3, 1, 4), "{'shape': [4]}", "{'squeeze': true}");
    assertThat(row(squeezed, 2, "")).isEqualTo("|u1[4] 08090a0b");
    ExternalArray single = open(bytes(1, 1, 4), "{'shape': [4]}", "{'squeeze': true}");
    assertThat(single.rows()).isEqualTo(1);
    assertThat(row(single, 0, "")).isEqualTo("|u1[4] 00010203");
    ExternalArray last = open(bytes(2, 2, 3), "{'shape': [2]}", "{'slice': '(..., 2)'}");
    assertThat(row(last, 1, "")).isEqualTo("|u1[2] 080b");
    ExternalArray backwards = open(bytes(3, 2), "{'shape': [2]}", "{'slice': '(::-1, ::-1)'}");
    assertThat(row(backwards, 0, "")).isEqualTo("|u1[2] 0504");
    assertThat(row(backwards, 2, "")).isEqualTo("|u1[2] 0100");
  }

  @Test
  void aSliceThatDoesNotFitIsNamed() {
    assertThatThrownBy(() -> open(bytes(3, 2), "{'shape': [2]}", "{'slice': '(:, 7)'}"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(
            "run abc, stream 'primary', data key 'det', "
                + URI
                + ":/data: Cannot apply parameter slice '(:, 7)'",
            "index 7");
    assertThatThrownBy(() -> open(bytes(3, 2), "{'shape': [2]}", "{'slice': 'import os'}"))
        .isInstanceOf(AssetException.class);
  }

  @Test
  void rowsBeyondTheFileNameItAndWhatItHolds() throws IOException {
    ExternalArray array = open(bytes(5, 2, 2), "{'shape': [2, 2, 2]}", "{}");
    assertThat(array.has(1)).isTrue();
    assertThat(array.has(2)).isFalse();
    assertThat(array.has(-1)).isFalse();
    for (long row : new long[] {2, -1, Long.MAX_VALUE}) {
      AssetException e = catchThrowableOfType(AssetException.class, () -> row(array, row, ""));
      assertThat(e.status()).isEqualTo(AssetStatus.SHORT);
      assertThat(e)
          .hasMessageContaining(
              URI + ":/data: Cannot read frames ", "the file holds 5 frames", "missingFrames=null");
    }
    assertThatThrownBy(() -> frame(array, 2, 0, "")).hasMessageContaining("[4, 6)");
  }

  @Test
  void framesLargerThanTheLimitAreRefusedBeforeTheyAreRead() throws IOException {
    maxFrameBytes = 5;
    MemoryArray memory = bytes(3, 2, 3);
    ExternalArray array = open(memory, "{'shape': [1, 2, 3]}", "{}");
    assertThatThrownBy(() -> frame(array, 0, 0, ""))
        .hasMessageContaining("maxFrameBytes", "[2, 3]", "5 bytes");
    assertThatThrownBy(() -> row(array, 0, "")).hasMessageContaining("maxFrameBytes");
    assertThat(memory.reads()).isEmpty();
    assertThat(frame(array, 0, 0, "0:1,:")).isEqualTo("|u1[1, 3] 000102");
  }

  @Test
  void anAuditSaysThatFramesAreTooLarge() throws IOException {
    maxFrameBytes = 5;
    ExternalArray array = open(bytes(3, 2, 3), "{'shape': [1, 2, 3]}", "{}");
    assertThatThrownBy(() -> array.audit(WHOLE)).hasMessageContaining("maxFrameBytes", "[2, 3]");
    array.audit(Roi.parse("0:1,:"));
    assertThat(array.rows()).isEqualTo(3);
  }

  @Test
  void hugeDeclaredShapesAllocateNothing() throws IOException {
    MemoryArray memory = MemoryArray.of(dtype("<f8"), new byte[0], 3, 1L << 40, 1L << 40);
    ExternalArray array = open(memory, "{'shape': [1, 2, 3]}", "{}");
    assertThatThrownBy(() -> row(array, 0, "")).isInstanceOf(AssetException.class);
    assertThatThrownBy(() -> frame(array, 0, 0, "0:100000")).isInstanceOf(AssetException.class);
    assertThatThrownBy(() -> frame(array, 0, 0, "0:100000,0:100000"))
        .hasMessageContaining("maxFrameBytes");
  }

  @Test
  void numbersAreReadManyAtATime() throws IOException {
    MemoryArray memory = bytes(100);
    ExternalArray array = open(memory, "{'shape': [1]}", "{}");
    for (int i = 0; i < 100; i++) {
      assertThat(value(array, i, ColumnType.SHORT)).isEqualTo((long) i);
    }
    assertThat(memory.reads()).hasSizeLessThan(9);
    assertThat(value(array, 50, ColumnType.SHORT)).isEqualTo(50L);
  }

  @Test
  void readingAheadDoesNotFailForRowsNobodyAskedFor() throws IOException {
    ExternalArray array = open(bytes(20).damaged(7), "{'shape': [1]}", "{}");
    for (int i = 0; i < 20; i++) {
      if (i != 7) {
        assertThat(value(array, i, ColumnType.SHORT)).isEqualTo((long) i);
      }
    }
    assertThatThrownBy(() -> value(array, 7, ColumnType.SHORT)).hasMessageContaining("damaged");
  }

  @Test
  void smallRowsShareBlocksWithFramesAndRegions() throws IOException {
    ExternalArray array = open(bytes(60), "{'shape': [5]}", "{}");
    for (int i = 0; i < 12; i++) {
      int from = 5 * i;
      assertThat(row(array, i, ""))
          .isEqualTo(
              String.format(
                  "|u1[5] %02x%02x%02x%02x%02x", from, from + 1, from + 2, from + 3, from + 4));
      assertThat(frame(array, i, 0, "1:2")).isEqualTo(String.format("|u1[1] %02x", from + 1));
      assertThat(array.frame(i, 0, WHOLE).get(4)).isEqualTo((byte) (from + 4));
    }
  }

  @Test
  void scalarsOfEveryKindFillTypedColumns() throws IOException {
    assertThat(value(scalar("<u4", "feffffff"), 0, ColumnType.LONG)).isEqualTo(4294967294L);
    assertThat(value(scalar("<u8", "ffffffffffffffff"), 0, ColumnType.DECIMAL20))
        .hasToString("18446744073709551615");
    assertThat(value(scalar(">i2", "fffe"), 0, ColumnType.SHORT)).isEqualTo(-2L);
    assertThat(value(scalar("<f2", "0100"), 0, ColumnType.FLOAT)).isEqualTo(0x1p-24);
    assertThat(value(scalar("|b1", "01"), 0, ColumnType.BOOLEAN)).isEqualTo(true);
    assertThat(value(scalar("|S4", "c3a50000"), 0, ColumnType.STRING)).isEqualTo("å");
    assertThat(value(scalar("|V3", "000102"), 0, ColumnType.BINARY)).isEqualTo("000102");
    assertThat(value(scalar("<u4", "feffffff"), 0, ColumnType.DOUBLE)).isEqualTo(4294967294.0);
    assertThat(value(scalar("<u4", "01000000"), 0, ColumnType.NDARRAY)).isEqualTo("<u4[] 01000000");
    assertThat(value(scalar("<u8", "ffffffffffffffff"), 0, ColumnType.VARIANT))
        .isEqualTo("variant 18446744073709551615");
    ColumnType complex =
        ColumnType.struct(List.of("re", "im"), List.of(ColumnType.FLOAT, ColumnType.FLOAT));
    assertThat(value(scalar("<c8", "0000803f000000c0"), 0, complex))
        .isEqualTo(Map.of("0", 1.0, "1", -2.0));
  }

  private ExternalArray scalar(String dtype, String hex) throws IOException {
    return open(
        MemoryArray.of(dtype(dtype), HexFormat.of().parseHex(hex), 1), "{'shape': []}", "{}");
  }

  @Test
  void valuesThatDoNotFitTheirColumnAreNull() throws IOException {
    RecordedCell cell = new RecordedCell();
    assertThat(scalar("<f8", "000000000000f83f").writeValue(0, ColumnType.LONG, cell)).isFalse();
    assertThat(cell.value()).isNull();
    assertThat(value(scalar("<u4", "feffffff"), 0, ColumnType.INT)).isNull();
    assertThat(value(scalar("<u8", "ffffffffffffffff"), 0, ColumnType.LONG)).isNull();
    assertThat(value(scalar("<f8", "9a9999999999b93f"), 0, ColumnType.FLOAT)).isNull();
    assertThat(value(scalar("|S1", "41"), 0, ColumnType.DOUBLE)).isNull();
    assertThat(value(open(bytes(3, 4), "{'shape': [1]}", "{}"), 0, ColumnType.DOUBLE)).isNull();
  }

  @Test
  void structsFillStructColumnsFieldByField() throws IOException {
    DType struct =
        DType.struct(
            List.of(
                new DType.Field("id", dtype("<i2"), List.of(), 0),
                new DType.Field("pos", dtype("|u1"), List.of(2), 2),
                new DType.Field("be", dtype(">u2"), List.of(), 4)),
            6);
    MemoryArray memory = MemoryArray.of(struct, new byte[] {1, 0, 2, 3, 0, 4, 5, 0, 6, 7, 0, 8}, 2);
    ColumnType type =
        ColumnType.struct(
            List.of("id", "pos", "be"),
            List.of(ColumnType.SHORT, ColumnType.array(ColumnType.SHORT), ColumnType.INT));
    assertThat(value(open(memory, "{'shape': [1]}", "{}"), 1, type))
        .isEqualTo(Map.of("0", 5L, "1", List.of(6L, 7L), "2", 8L));
    assertThat(value(open(memory, "{'shape': [1]}", "{}"), 1, ColumnType.VARIANT))
        .isEqualTo("variant {\"id\":5,\"pos\":[6,7],\"be\":8}");
  }

  @Test
  void valuesWithoutFixedBytesAreStringsAndLists() throws IOException {
    ExternalArray texts =
        open(MemoryArray.of(List.of("plain", "", "中文")), "{'shape': [1], 'dtype': 'string'}", "{}");
    assertThat(value(texts, 2, ColumnType.STRING)).isEqualTo("中文");
    assertThat(value(texts, 1, ColumnType.STRING)).isEqualTo("");
    ExternalArray lists =
        open(MemoryArray.of(List.of(List.of(), List.of(0L, 1L))), "{'shape': [1]}", "{}");
    assertThat(value(lists, 1, ColumnType.array(ColumnType.LONG))).isEqualTo(List.of(0L, 1L));
    assertThat(value(lists, 0, ColumnType.array(ColumnType.LONG))).isEqualTo(List.of());
    assertThat(value(lists, 1, ColumnType.VARIANT)).isEqualTo("variant [0,1]");
    MemoryArray fields = MemoryArray.of(List.of(Map.of("id", 1L)));
    ColumnType struct = ColumnType.struct(List.of("id"), List.of(ColumnType.LONG));
    assertThat(stored(fields, "{'shape': [1]}")).contains(struct);
    assertThat(value(open(fields, "{'shape': [1]}", "{}"), 0, struct)).isEqualTo(Map.of("0", 1L));
    assertThat(value(open(fields, "{'shape': [1]}", "{}"), 0, ColumnType.VARIANT))
        .isEqualTo("variant {\"id\":1}");
    assertThatThrownBy(() -> row(lists, 1, ""))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("variable-length");
  }

  private Optional<ColumnType> stored(MemoryArray memory, String key) throws IOException {
    return ExternalTypes.stored(open(memory, key, "{}"));
  }

  @Test
  void typedColumnsHaveTheTypeTheFileHolds() throws IOException {
    String declared = "{'shape': [1], 'dtype': 'number', 'dtype_numpy': '<f8'}";
    assertThat(stored(MemoryArray.of(dtype("<u4"), new byte[8], 2), declared))
        .contains(ColumnType.LONG);
    assertThat(stored(MemoryArray.of(dtype("<u4"), new byte[0], 0), declared))
        .contains(ColumnType.LONG);
    assertThat(stored(MemoryArray.of(dtype("|b1"), new byte[2], 2, 1), declared))
        .contains(ColumnType.BOOLEAN);
    assertThat(stored(MemoryArray.of(dtype("<f8"), new byte[8]), "{'shape': []}"))
        .contains(ColumnType.DOUBLE);
    assertThat(stored(MemoryArray.of(dtype("<u4"), new byte[24], 2, 3), declared))
        .contains(ColumnType.NDARRAY);
  }

  @Test
  void valuesTellTheTypeWhereTheDtypeDoesNot() throws IOException {
    String declared = "{'shape': [1], 'dtype': 'number'}";
    assertThat(stored(MemoryArray.of(List.of("a", "b")), declared)).contains(ColumnType.STRING);
    assertThat(stored(MemoryArray.of(List.of(List.of(), List.of(1L))), declared))
        .contains(ColumnType.array(ColumnType.LONG));
    assertThat(stored(MemoryArray.of(List.of(List.of(1L), List.of(0.5))), declared))
        .contains(ColumnType.array(ColumnType.DOUBLE));
    assertThat(stored(MemoryArray.of(List.of(List.of())), declared))
        .contains(ColumnType.array(ColumnType.DOUBLE));
    assertThat(stored(MemoryArray.of(List.of()), declared)).isEmpty();
  }

  @Test
  void theFilesDtypeWinsWithANote() throws IOException {
    ExternalArray array = open(bytes(3, 2), "{'shape': [2], 'dtype_numpy': '<f8'}", "{}");
    assertThat(array.notes()).singleElement().asString().contains("<f8", "|u1");
  }

  @Test
  void theReaderIsToldHowManyFramesAreAnnounced() throws IOException {
    MemoryReader reader = new MemoryReader().with(URI, bytes(12, 2, 2));
    open(reader, MemoryReader.MIMETYPE, "{'shape': [3, 2, 2]}", "{}");
    open(reader, " Application/X-Memory", "{'shape': [2, 2]}", "{'multiplier': 3}");
    open(reader, MemoryReader.MIMETYPE, "{'shape': [2, 2]}", "{}");
    assertThat(reader.requests()).extracting(r -> r.frames()).containsExactly(12L, 12L, 4L);
  }

  @Test
  void anUnknownMimetypeListsTheKnownOnes() {
    assertThatThrownBy(() -> open(new MemoryReader(), "image/x-weird", "{}", "{}"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("'image/x-weird'", "Known are application/x-memory");
  }

  @Test
  void closingClosesTheFile() throws IOException {
    MemoryArray memory = bytes(3, 2);
    open(memory, "{'shape': [2]}", "{}").close();
    assertThat(memory.isClosed()).isTrue();
  }
}
