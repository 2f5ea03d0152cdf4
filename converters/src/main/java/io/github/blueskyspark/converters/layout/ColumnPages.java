package io.github.blueskyspark.converters.layout;

import java.io.IOException;
import org.apache.spark.sql.vectorized.ColumnVector;

/** A column of the row group under way, which becomes pages. Not thread safe. */
interface ColumnPages {
  /** Takes the first values of a vector. */
  void write(ColumnVector values, int count) throws IOException;

  /** Bytes held until the row group ends. */
  long held();

  /** Ends the column of this row group. */
  void finish() throws IOException;

  /** Gives up what is held. */
  void close();
}
