package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.DatumRow;
import io.github.blueskyspark.documents.RunIndex;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Gives rows of external arrays as text; opens files only when it is asked. Not thread safe. */
public interface ArrayTexts extends Closeable {
  /**
   * A row as JSON.
   *
   * @param json nested lists of numbers, as Python writes {@code array.tolist()}
   * @param type dtype and shape, as {@link io.github.blueskyspark.documents.ValueTypes} spells them
   * @param values lists and numbers in it, the outermost included
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Text(byte[] json, String type, long values) {}

  /**
   * The row of a datum.
   *
   * @return empty where the options make what is missing null, and for elements that are no numbers
   * @throws io.github.blueskyspark.errors.AssetException when it cannot be read
   */
  Optional<Text> row(RunIndex run, String stream, String key, DatumRow datum) throws IOException;
}
