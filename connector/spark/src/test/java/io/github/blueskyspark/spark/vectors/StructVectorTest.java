package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.tables.Probe;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class StructVectorTest {

  private final BatchSize size = new BatchSize();
  private final LongVector number = new LongVector(DataTypes.LongType, size);
  private final StringVector text = new StringVector(size);

  private StructVector both() {
    StructType type =
        new StructType().add("number", DataTypes.LongType).add("text", DataTypes.StringType);
    return new StructVector(type, List.of(number, text), List.of(number, text), size);
  }

  @Test
  void fieldsComeBack() {
    StructVector vector = both();
    vector.field(1).putString("x");
    vector.field(0).putLong(3);
    vector.finish();
    assertThat(vector.getStruct(0).getLong(0)).isEqualTo(3);
    assertThat(vector.getStruct(0).getUTF8String(1)).hasToString("x");
  }

  @Test
  void aStructWithoutFieldsWrittenIsNullAndKeepsTheRowsInStep() {
    StructVector vector = both();
    vector.finish();
    vector.field(0).putLong(4);
    vector.finish();
    assertThat(vector.isNullAt(0)).isTrue();
    assertThat(vector.getStruct(0)).isNull();
    assertThat(vector.getStruct(1).getLong(0)).isEqualTo(4);
    assertThat(vector.getStruct(1).isNullAt(1)).isTrue();
  }

  @Test
  void aStructWhoseFieldsAreNullIsNotNull() {
    StructVector vector = both();
    vector.field(0).putNull();
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getStruct(0).isNullAt(0)).isTrue();
  }

  @Test
  void fieldsNobodyWantsAreWrittenToNowhere() {
    StructVector vector =
        new StructVector(
            new StructType().add("text", DataTypes.StringType),
            List.of(text),
            List.of(new Probe(), text),
            size);
    vector.field(0).putLong(1);
    vector.field(1).putString("kept");
    vector.finish();
    assertThat(vector.getStruct(0).numFields()).isEqualTo(1);
    assertThat(vector.getStruct(0).getUTF8String(0)).hasToString("kept");
  }

  @Test
  void clearForgetsTheChildrenToo() {
    StructVector vector = both();
    vector.field(0).putLong(1);
    vector.finish();
    vector.clear();
    vector.field(0).putLong(2);
    vector.finish();
    assertThat(vector.getStruct(0).getLong(0)).isEqualTo(2);
  }
}
