package io.github.blueskyspark.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.junit.jupiter.api.Test;

class MapVectorTest {

  private final BatchSize size = new BatchSize();
  private final MapVector vector =
      new MapVector(new StringVector(size), new DoubleVector(DataTypes.DoubleType, size), size);

  @Test
  void entriesComeBackInTheirOrder() {
    vector.beginMap();
    vector.entry("b").putDouble(2);
    vector.entry("a").putDouble(1);
    vector.endMap();
    vector.finish();

    ColumnarMap map = vector.getMap(0);
    assertThat(map.numElements()).isEqualTo(2);
    assertThat(map.keyArray().getUTF8String(0)).hasToString("b");
    assertThat(map.valueArray().getDouble(0)).isEqualTo(2);
    assertThat(map.keyArray().getUTF8String(1)).hasToString("a");
    assertThat(map.valueArray().getDouble(1)).isEqualTo(1);
  }

  @Test
  void anEntryWithoutAValueIsNull() {
    vector.beginMap();
    vector.entry("none");
    vector.entry("one").putDouble(1);
    vector.endMap();
    vector.finish();

    assertThat(vector.getMap(0).valueArray().isNullAt(0)).isTrue();
    assertThat(vector.getMap(0).valueArray().isNullAt(1)).isFalse();
  }

  @Test
  void anEmptyMapIsNotNull() {
    vector.beginMap();
    vector.endMap();
    vector.finish();
    vector.finish();
    assertThat(vector.isNullAt(0)).isFalse();
    assertThat(vector.getMap(0).numElements()).isZero();
    assertThat(vector.isNullAt(1)).isTrue();
  }

  @Test
  void rowsKeepApartAlsoInTheNextBatch() {
    for (int batch = 0; batch < 2; batch++) {
      vector.clear();
      for (int row = 0; row < 20; row++) {
        vector.beginMap();
        vector.entry("k" + row).putDouble(batch * 100 + row);
        vector.endMap();
        vector.finish();
      }
    }
    assertThat(vector.getMap(19).numElements()).isEqualTo(1);
    assertThat(vector.getMap(19).keyArray().getUTF8String(0)).hasToString("k19");
    assertThat(vector.getMap(19).valueArray().getDouble(0)).isEqualTo(119);
  }

  @Test
  void theTypeNamesKeyAndValue() {
    assertThat(vector.dataType().simpleString()).isEqualTo("map<string,double>");
    assertThat(vector.getChild(0).dataType().simpleString()).isEqualTo("string");
    assertThat(vector.getChild(1).dataType().simpleString()).isEqualTo("double");
  }
}
