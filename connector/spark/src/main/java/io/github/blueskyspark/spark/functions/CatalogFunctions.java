package io.github.blueskyspark.spark.functions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** All functions, by the name users type. */
public final class CatalogFunctions {
  private static final DataType DOUBLE = DataTypes.DoubleType;
  private static final DataType LONG = DataTypes.LongType;
  private static final List<DataType> NOTHING = List.of();
  private static final int MOST_AXES = 32;

  private static final List<UnboundFunction> ALL =
      List.of(
          new Matches(),
          nd("nd_sum(x): the sum of all elements, DOUBLE", NdSum::new, NOTHING),
          nd("nd_mean(x): the mean of all elements, DOUBLE", NdMean::new, NOTHING),
          nd("nd_min(x): the smallest element, DOUBLE", NdMin::new, NOTHING),
          nd("nd_max(x): the largest element, DOUBLE", NdMax::new, NOTHING),
          nd("nd_std(x): the standard deviation with ddof 0, DOUBLE", NdStd::new, NOTHING),
          nd("nd_size(x): the number of elements, BIGINT", NdSize::new, NOTHING),
          new NdDeclaration(
              "nd_get", "nd_get(x, i, j, …): one element, DOUBLE", indices(), NdGet::new),
          nd(
              "nd_slice(x, '10:20,:,::2'): part of the array, NDARRAY",
              NdSlice::new,
              List.of(DataTypes.StringType)),
          nd(
              "nd_sum_axis(x, axis): the sums along an axis, NDARRAY",
              NdSumAxis::new,
              List.of(LONG)),
          nd(
              "nd_histogram(x, low, high, bins): counts, ARRAY<BIGINT>",
              NdHistogram::new,
              List.of(DOUBLE, DOUBLE, LONG)),
          nd("nd_centroid(x): the centre of mass, ARRAY<DOUBLE>", NdCentroid::new, NOTHING),
          nd(
              "nd_radial(x, cy, cx, bins): means by distance, ARRAY<DOUBLE>",
              NdRadial::new,
              List.of(DOUBLE, DOUBLE, LONG)),
          nd("nd_values(x): all elements, ARRAY<DOUBLE>", NdValues::new, NOTHING),
          new NdDeclaration(
              "nd_png",
              "nd_png(x [, low, high]): a picture, BINARY",
              List.of(NOTHING, List.of(DOUBLE, DOUBLE)),
              NdPng::new));

  private CatalogFunctions() {}

  private static NdDeclaration nd(
      String usage, Function<DataType[], BoundFunction> binder, List<DataType> more) {
    return new NdDeclaration(usage.substring(0, usage.indexOf('(')), usage, List.of(more), binder);
  }

  private static List<List<DataType>> indices() {
    List<List<DataType>> all = new ArrayList<>();
    for (int axes = 0; axes <= MOST_AXES; axes++) {
      all.add(Collections.nCopies(axes, LONG));
    }
    return List.copyOf(all);
  }

  /** The names, in the order of the reference. */
  public static List<String> names() {
    return ALL.stream().map(UnboundFunction::name).toList();
  }

  /** The function of that name, in any case. */
  public static Optional<UnboundFunction> of(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(f -> f.name().equals(wanted)).findFirst();
  }
}
