package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.tables.CellWriter;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.ColumnType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;

class VectorRowWriterTest {
  private static VectorRowWriter writer(ColumnType... types) {
    List<Column> columns = columns(types);
    return new VectorRowWriter(columns, SparkTypes.schema(columns));
  }

  private static List<Column> columns(ColumnType... types) {
    List<Column> columns = new java.util.ArrayList<>();
    for (ColumnType type : types) {
      columns.add(Column.of("c" + columns.size(), type));
    }
    return columns;
  }

  @Test
  void valuesOfEveryPlainTypeComeBack() {
    VectorRowWriter rows =
        writer(
            ColumnType.BOOLEAN,
            ColumnType.BYTE,
            ColumnType.SHORT,
            ColumnType.INT,
            ColumnType.LONG,
            ColumnType.FLOAT,
            ColumnType.DOUBLE,
            ColumnType.DECIMAL20,
            ColumnType.STRING,
            ColumnType.BINARY,
            ColumnType.TIMESTAMP);
    rows.cell(0).putBoolean(true);
    rows.cell(1).putLong(-128);
    rows.cell(2).putLong(32767);
    rows.cell(3).putLong(Integer.MIN_VALUE);
    rows.cell(4).putLong(Long.MAX_VALUE);
    rows.cell(5).putDouble(0.1);
    rows.cell(6).putDouble(0.1);
    rows.cell(7).putDecimal(new BigDecimal("18446744073709551615"));
    rows.cell(8).putString("µm");
    rows.cell(9).putBinary(new byte[] {9, 1, 2, 9}, 1, 2);
    rows.cell(10).putLong(1_700_000_000_000_001L);
    rows.endRow();

    InternalRow row = rows.batch().getRow(0);
    assertThat(row.getBoolean(0)).isTrue();
    assertThat(row.getByte(1)).isEqualTo((byte) -128);
    assertThat(row.getShort(2)).isEqualTo((short) 32767);
    assertThat(row.getInt(3)).isEqualTo(Integer.MIN_VALUE);
    assertThat(row.getLong(4)).isEqualTo(Long.MAX_VALUE);
    assertThat(row.getFloat(5)).isEqualTo(0.1f);
    assertThat(row.getDouble(6)).isEqualTo(0.1);
    assertThat(row.getDecimal(7, 20, 0)).hasToString("18446744073709551615");
    assertThat(row.getUTF8String(8)).hasToString("µm");
    assertThat(row.getBinary(9)).containsExactly(1, 2);
    assertThat(row.getLong(10)).isEqualTo(1_700_000_000_000_001L);
  }

  @Test
  void cellsThatReceiveNothingAreNullAlsoAfterTheArraysHaveGrown() {
    VectorRowWriter rows = writer(ColumnType.LONG, ColumnType.array(ColumnType.STRING));
    for (int i = 0; i < 100; i++) {
      if (i % 3 == 0) {
        rows.cell(0).putLong(i);
      }
      rows.endRow();
    }
    ColumnarBatch batch = rows.batch();
    assertThat(batch.numRows()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      assertThat(batch.getRow(i).isNullAt(0)).isEqualTo(i % 3 != 0);
      assertThat(batch.getRow(i).isNullAt(1)).isTrue();
    }
    assertThat(batch.getRow(99).getLong(0)).isEqualTo(99);
  }

  @Test
  void aBatchForgetsTheOneBefore() {
    VectorRowWriter rows = writer(ColumnType.STRING);
    rows.cell(0).putString("before");
    rows.endRow();
    rows.clear();
    rows.endRow();
    rows.cell(0).putUtf8("xafterx".getBytes(StandardCharsets.UTF_8), 1, 5);
    rows.endRow();
    assertThat(rows.rows()).isEqualTo(2);
    assertThat(rows.batch().getRow(0).isNullAt(0)).isTrue();
    assertThat(rows.batch().getRow(1).getUTF8String(0)).hasToString("after");
  }

  @Test
  void arraysAndMapsKeepNullElements() {
    VectorRowWriter rows =
        writer(ColumnType.array(ColumnType.DOUBLE), ColumnType.map(ColumnType.LONG));
    for (int r = 0; r < 2; r++) {
      CellWriter array = rows.cell(0);
      array.beginArray();
      array.element().putDouble(1.5);
      array.element();
      array.element().putDouble(r);
      array.endArray();
      CellWriter map = rows.cell(1);
      map.beginMap();
      map.entry("primary").putLong(r);
      map.entry("dark").putNull();
      map.endMap();
      rows.endRow();
    }
    InternalRow second = rows.batch().getRow(1);
    assertThat(second.getArray(0).numElements()).isEqualTo(3);
    assertThat(second.getArray(0).isNullAt(1)).isTrue();
    assertThat(second.getArray(0).getDouble(2)).isEqualTo(1.0);
    assertThat(second.getMap(1).keyArray().getUTF8String(1)).hasToString("dark");
    assertThat(second.getMap(1).valueArray().getLong(0)).isEqualTo(1);
    assertThat(second.getMap(1).valueArray().isNullAt(1)).isTrue();
  }

  @Test
  void fieldsThatAreNotWantedAreWrittenToNowhere() {
    ColumnType type =
        ColumnType.struct(
            List.of("a", "b", "c"),
            List.of(ColumnType.LONG, ColumnType.array(ColumnType.STRING), ColumnType.STRING));
    StructType read = new StructType().add("s", "struct<c:string,a:bigint>");
    VectorRowWriter rows = new VectorRowWriter(List.of(Column.of("s", type)), read);
    CellWriter cell = rows.cell(0);
    cell.field(0).putLong(7);
    CellWriter unwanted = cell.field(1);
    unwanted.beginArray();
    unwanted.element().putString("x");
    unwanted.endArray();
    cell.field(2).putString("z");
    rows.endRow();
    rows.endRow();
    InternalRow struct = rows.batch().getRow(0).getStruct(0, 2);
    assertThat(struct.getUTF8String(0)).hasToString("z");
    assertThat(struct.getLong(1)).isEqualTo(7);
    assertThat(rows.batch().getRow(1).isNullAt(0)).isTrue();
  }

  @Test
  void arraysBecomeLittleEndian() {
    VectorRowWriter rows = writer(ColumnType.NDARRAY);
    ByteBuffer data =
        ByteBuffer.allocate(4)
            .order(ByteOrder.BIG_ENDIAN)
            .putShort((short) 1)
            .putShort((short) 258)
            .flip();
    rows.cell(0).putArray(DTypes.parse(">u2").orElseThrow(), new int[] {1, 2}, data);
    rows.endRow();
    InternalRow array = rows.batch().getRow(0).getStruct(0, 3);
    assertThat(array.getUTF8String(0)).hasToString("<u2");
    assertThat(array.getArray(1).toIntArray()).containsExactly(1, 2);
    assertThat(array.getBinary(2)).containsExactly(1, 0, 2, 1);
    assertThat(data.remaining()).isEqualTo(4);
  }

  @Test
  void aHeaderHasShapeAndDtypeOnly() {
    StructType read = new StructType().add("c0", "struct<shape:array<int>>");
    VectorRowWriter rows = new VectorRowWriter(columns(ColumnType.NDARRAY), read);
    rows.cell(0).putArrayHeader(DTypes.parse("|u1").orElseThrow(), new int[] {3});
    rows.endRow();
    assertThat(rows.batch().getRow(0).getStruct(0, 1).getArray(0).toIntArray()).containsExactly(3);
  }

  @Test
  void aBatchIsFullAfterFourMebibytesOrManyRows() {
    VectorRowWriter large = writer(ColumnType.BINARY);
    large.cell(0).putBinary(new byte[5 << 20], 0, 5 << 20);
    large.endRow();
    assertThat(large.isFull()).isTrue();
    large.clear();
    assertThat(large.isFull()).isFalse();

    VectorRowWriter many = writer(ColumnType.LONG);
    while (!many.isFull()) {
      many.endRow();
    }
    assertThat(many.rows()).isEqualTo(4096);
  }

  @Test
  void aWrongCallNamesTheType() {
    VectorRowWriter rows = writer(ColumnType.BYTE, ColumnType.STRING);
    assertThatThrownBy(() -> rows.cell(0).putLong(200))
        .hasMessageContaining("200")
        .hasMessageContaining("tinyint");
    assertThatThrownBy(() -> rows.cell(1).putDouble(1))
        .hasMessageContaining("string")
        .hasMessageContaining("putDouble");
  }
}
