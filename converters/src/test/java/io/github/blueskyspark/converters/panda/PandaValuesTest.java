package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;

class PandaValuesTest {
  private static Object first(String dtype, DataType type, long bits) {
    DType parsed = DTypes.parse(dtype).orElseThrow();
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, bits);
    PandaValues values = new PandaValues(parsed, null, type, 4);
    values.take(bytes, 1);
    ColumnarBatch batch = new ColumnarBatch(new ColumnVector[] {values}, 1);
    Object cell = batch.getRow(0).get(0, type);
    return cell instanceof Decimal exact ? exact.toJavaBigDecimal() : cell;
  }

  private static DataType type(String dtype) {
    return new PandaColumn("x", "/x", DTypes.parse(dtype).orElseThrow(), 1, Map.of()).sparkType();
  }

  @Test
  void unsignedIntegersAreWidenedAndExact() {
    assertThat(first("<u4", type("<u4"), 4294967295L)).isEqualTo(4294967295L);
    assertThat(first("|u1", type("|u1"), 255)).isEqualTo((short) 255);
    assertThat(first("<u2", type("<u2"), 65535)).isEqualTo(65535);
    assertThat(first("<u8", type("<u8"), -1L)).isEqualTo(new BigDecimal("18446744073709551615"));
  }

  @Test
  void signedIntegersKeepTheirSize() {
    assertThat(first("<i4", type("<i4"), -5)).isEqualTo(-5);
    assertThat(first("<i8", type("<i8"), Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void realsAreAsStored() {
    assertThat(first("<f8", type("<f8"), Double.doubleToRawLongBits(0.1))).isEqualTo(0.1);
    assertThat(first("<f4", type("<f4"), Float.floatToRawIntBits(0.1f))).isEqualTo(0.1f);
    assertThat(first("<f2", type("<f2"), 0x3555)).isEqualTo(0.33325195f);
    assertThat(first("<f2", type("<f2"), 0x0001)).isEqualTo(5.9604645e-8f);
  }

  @Test
  void typesOfSeveralFilesAreWidened() {
    assertThat(PandaSchema.widen(type("<i4"), type("<u4"))).isEqualTo(DataTypes.LongType);
    assertThat(PandaSchema.widen(type("<i8"), type("<f8"))).isEqualTo(DataTypes.DoubleType);
    assertThat(PandaSchema.widen(type("<f4"), type("<f8"))).isEqualTo(DataTypes.DoubleType);
    assertThat(first("<i4", DataTypes.DoubleType, 7)).isEqualTo(7.0);
    assertThat(first("<u8", DataTypes.DoubleType, -1L)).isEqualTo(0x1p64);
  }

  @Test
  void filesWithOtherFieldsShareOneSchema() {
    PandaColumn a = new PandaColumn("a", "/a", DTypes.parse("<i4").orElseThrow(), 1, Map.of());
    PandaColumn wide = new PandaColumn("a", "/a", DTypes.parse("<f8").orElseThrow(), 1, Map.of());
    PandaColumn b = new PandaColumn("b", "/b", DTypes.parse("<f8").orElseThrow(), 1, Map.of());
    PandaClock clock = new PandaClock(0, false, "");
    PandaFile first = new PandaFile("1", List.of(a), 1, clock, List.of());
    PandaFile second = new PandaFile("2", List.of(b, wide), 1, clock, List.of());
    assertThat(PandaSchema.of(List.of(first, second)).simpleString())
        .isEqualTo(
            "struct<file:string,row:bigint,time:timestamp,run_uid:string,seq_num:bigint,a:double,b:double>");
  }
}
