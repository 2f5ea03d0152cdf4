package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;

class PandaSchemaTest {
  private static final DataType UNSIGNED_LONG = DataTypes.createDecimalType(20, 0);

  private static void widens(DataType a, DataType b, DataType expected) {
    assertThat(PandaSchema.widen(a, b)).isEqualTo(expected);
    assertThat(PandaSchema.widen(b, a)).isEqualTo(expected);
  }

  @Test
  void equalTypesStay() {
    widens(DataTypes.FloatType, DataTypes.FloatType, DataTypes.FloatType);
    widens(DataTypes.BooleanType, DataTypes.BooleanType, DataTypes.BooleanType);
  }

  @Test
  void integersWidenToTheGreaterOne() {
    widens(DataTypes.ByteType, DataTypes.LongType, DataTypes.LongType);
    widens(DataTypes.ShortType, DataTypes.IntegerType, DataTypes.IntegerType);
    widens(DataTypes.LongType, UNSIGNED_LONG, UNSIGNED_LONG);
  }

  @Test
  void integersAndRealsMeetInDouble() {
    widens(DataTypes.IntegerType, DataTypes.FloatType, DataTypes.DoubleType);
    widens(DataTypes.FloatType, DataTypes.DoubleType, DataTypes.DoubleType);
    widens(UNSIGNED_LONG, DataTypes.DoubleType, DataTypes.DoubleType);
  }

  @Test
  void truthValuesCountAsSmallIntegers() {
    widens(DataTypes.BooleanType, DataTypes.ByteType, DataTypes.ByteType);
    widens(DataTypes.BooleanType, DataTypes.LongType, DataTypes.LongType);
    widens(DataTypes.BooleanType, DataTypes.FloatType, DataTypes.DoubleType);
  }

  @Test
  void noFilesLeaveTheFixedColumns() {
    assertThat(PandaSchema.of(List.of()).fieldNames())
        .containsExactly("file", "row", "time", "run_uid", "seq_num");
  }
}
