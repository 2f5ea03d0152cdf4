package io.github.blueskyspark.tables;

import io.github.blueskyspark.arrays.DType;
import java.nio.ByteBuffer;

/** Keeps the array that is written into it, as a view that holds as long as the writer says. */
public final class ArrayCapture extends Probe {
  private int[] shape = {};
  private ByteBuffer data = ByteBuffer.allocate(0);

  @Override
  public void putArray(DType dtype, int[] arrayShape, ByteBuffer bytes) {
    shape = arrayShape.clone();
    data = bytes;
  }

  /** Lengths of the axes. */
  public int[] shape() {
    return shape.clone();
  }

  /** The elements. */
  public ByteBuffer data() {
    return data;
  }
}
