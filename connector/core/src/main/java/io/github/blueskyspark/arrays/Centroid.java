package io.github.blueskyspark.arrays;

/** Centre of mass: the mean index along each axis, weighted with the elements. */
public final class Centroid {
  private Centroid() {}

  /** One index an axis, in axis order; NaN where the weights add up to 0. */
  public static double[] of(NdArray array) {
    int rank = array.rank();
    if (rank == 0) {
      return new double[0];
    }
    int inner = array.length(rank - 1);
    int rows = inner == 0 ? 0 : array.size() / inner;
    double[] row = new double[inner];
    int[] index = new int[rank];
    CompensatedSum total = new CompensatedSum();
    CompensatedSum[] moments = new CompensatedSum[rank];
    for (int a = 0; a < rank; a++) {
      moments[a] = new CompensatedSum();
    }
    for (int r = 0; r < rows; r++) {
      array.read(r * inner, inner, row);
      CompensatedSum mass = new CompensatedSum();
      for (int i = 0; i < inner; i++) {
        mass.add(row[i]);
        moments[rank - 1].add(i * row[i]);
      }
      total.add(mass.value());
      for (int a = 0; a < rank - 1; a++) {
        moments[a].add(index[a] * mass.value());
      }
      step(index, array);
    }
    double[] centre = new double[rank];
    for (int a = 0; a < rank; a++) {
      centre[a] = moments[a].value() / total.value();
    }
    return centre;
  }

  /** The next index of all axes but the last. */
  private static void step(int[] index, NdArray array) {
    for (int a = index.length - 2; a >= 0; a--) {
      index[a]++;
      if (index[a] < array.length(a)) {
        return;
      }
      index[a] = 0;
    }
  }
}
