package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.junit.jupiter.api.Test;

class CatalogFunctionsTest {

  @Test
  void namesAreFoundInAnyCase() {
    assertThat(CatalogFunctions.of("ND_Sum").map(UnboundFunction::name)).contains("nd_sum");
    assertThat(CatalogFunctions.of("MATCHES").map(UnboundFunction::name)).contains("matches");
    assertThat(CatalogFunctions.of("nd_median")).isEmpty();
    assertThat(CatalogFunctions.of("")).isEmpty();
  }

  @Test
  void theNamesAreThoseOfTheReference() {
    assertThat(CatalogFunctions.names())
        .containsExactly(
            "matches",
            "nd_sum",
            "nd_mean",
            "nd_min",
            "nd_max",
            "nd_std",
            "nd_size",
            "nd_get",
            "nd_slice",
            "nd_sum_axis",
            "nd_histogram",
            "nd_centroid",
            "nd_radial",
            "nd_values",
            "nd_png");
  }

  @Test
  void everyUsageBeginsWithTheName() {
    for (String name : CatalogFunctions.names()) {
      assertThat(CatalogFunctions.of(name).orElseThrow().description()).startsWith(name + "(");
    }
  }
}
