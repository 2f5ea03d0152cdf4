package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.spark.parquet.ParquetPiece;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What one task reads of a table's Parquet files. */
public record StoredSplit(List<Piece> pieces) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A piece and the rows wanted of its file. */
  record Piece(ParquetPiece piece, ChosenFile file) implements Serializable {}

  /** Copies the list. */
  public StoredSplit {
    pieces = new ArrayList<>(pieces);
  }
}
