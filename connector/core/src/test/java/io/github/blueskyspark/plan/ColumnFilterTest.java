package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnFilterTest {
  private static ColumnFilter filter(ColumnFilter.Test test, Serializable... values) {
    return new ColumnFilter("x", test, List.of(values));
  }

  @Test
  void isShownAsInPlans() {
    assertThat(filter(ColumnFilter.Test.EQ, 5L)).hasToString("x = 5");
    assertThat(filter(ColumnFilter.Test.LE, 2.5)).hasToString("x <= 2.5");
    assertThat(filter(ColumnFilter.Test.IN, "a", "b")).hasToString("x IN [a, b]");
    assertThat(filter(ColumnFilter.Test.IS_NULL)).hasToString("x IS NULL");
    assertThat(filter(ColumnFilter.Test.NOT_NULL)).hasToString("x IS NOT NULL");
    assertThat(filter(ColumnFilter.Test.STARTS_WITH, "a")).hasToString("x STARTS WITH a");
  }

  @Test
  void laterChangesOfTheListDoNotShow() {
    List<Serializable> values = new ArrayList<>(List.of(1L));
    ColumnFilter filter = new ColumnFilter("x", ColumnFilter.Test.EQ, values);
    values.set(0, 2L);
    assertThat(filter.values()).containsExactly(1L);
  }
}
