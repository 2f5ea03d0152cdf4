package io.github.blueskyspark.converters.layout;

import java.math.BigInteger;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Pages of types that are rare in numbers, truth values and decimals, by Parquet's own writer,
 * value by value. The store holds this column alone, so that it counts its own rows.
 */
final class RecordPages implements ColumnPages {
  private final ColumnWriteStore store;
  private final ColumnWriter column;
  private final boolean decimal;

  RecordPages(DataType type, ColumnWriteStore store, ColumnWriter column) {
    this.store = store;
    this.column = column;
    this.decimal = ColumnTypes.isDecimal(type);
  }

  @Override
  public void write(ColumnVector values, int count) {
    boolean sparse = values.hasNull();
    for (int at = 0; at < count; at++) {
      if (sparse && values.isNullAt(at)) {
        column.writeNull(0, 0);
      } else if (decimal) {
        column.write(decimal(values, at), 0, 1);
      } else {
        column.write(values.getBoolean(at), 0, 1);
      }
      store.endRecord();
    }
  }

  private static Binary decimal(ColumnVector values, int at) {
    BigInteger whole =
        values.getDecimal(at, ColumnTypes.DECIMAL_DIGITS, 0).toJavaBigDecimal().toBigIntegerExact();
    byte[] bytes = whole.toByteArray();
    byte[] wide = new byte[ColumnTypes.DECIMAL_BYTES];
    Arrays.fill(wide, (byte) (whole.signum() < 0 ? -1 : 0));
    System.arraycopy(bytes, 0, wide, ColumnTypes.DECIMAL_BYTES - bytes.length, bytes.length);
    return Binary.fromConstantByteArray(wide);
  }

  @Override
  public long held() {
    return store.getBufferedSize();
  }

  @Override
  public void finish() {
    store.flush();
  }

  @Override
  public void close() {
    store.close();
  }
}
