package io.github.blueskyspark.spark.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogNamesTest {

  private final CatalogNames names = new CatalogNames("bl", Map.of("path", "none"));

  private static String[] path(String... parts) {
    return parts;
  }

  @Test
  void theRootHoldsThreeNamespaces() {
    assertThat(names.namespaces(path()))
        .containsExactly(List.of("stream"), List.of("frames"), List.of("run"));
  }

  @Test
  void namespacesExistByTheirFormInAnyCase() {
    assertThat(names.namespaceExists(path())).isTrue();
    assertThat(names.namespaceExists(path("STREAM"))).isTrue();
    assertThat(names.namespaceExists(path("Run", "abc"))).isTrue();
    assertThat(names.namespaceExists(path("run", "abc", "frames"))).isTrue();
    assertThat(names.namespaceExists(path("run", "abc", "stream"))).isTrue();
    assertThat(names.namespaceExists(path("default"))).isFalse();
    assertThat(names.namespaceExists(path("stream", "abc"))).isFalse();
    assertThat(names.namespaceExists(path("run", "abc", "run"))).isFalse();
    assertThat(names.namespaceExists(path("run", "abc", "frames", "x"))).isFalse();
  }

  @Test
  void conversionsAreListedOnlyInAWarehouse() {
    assertThat(names.tables(path()))
        .containsExactly(
            "runs",
            "streams",
            "data_keys",
            "configuration",
            "events",
            "documents",
            "assets",
            "datasets",
            "chunks",
            "quarantine");
    CatalogNames warehouse = new CatalogNames("bl", Map.of("ARCHIVE", "Warehouse"));
    assertThat(warehouse.tables(path())).endsWith("quarantine", "conversions");
  }

  @Test
  void aMistypedTableIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> names.table(path(), "run"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("catalog bl")
        .hasMessageContaining("Did you mean 'runs'?");
  }

  @Test
  void aTableOfNoNamespaceNamesTheNamespaces() {
    assertThatThrownBy(() -> names.table(path("my-db"), "runs"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("catalog bl.`my-db`")
        .hasMessageContaining("there is no such namespace");
  }

  @Test
  void proceduresAreInSystem() {
    assertThat(names.procedures(path("SYSTEM"))).contains("refresh_index", "search");
    assertThat(names.procedures(path())).isEmpty();
    assertThat(names.procedure(path("system"), "Search").name()).isEqualTo("search");
    assertThatThrownBy(() -> names.procedure(path("system"), "find"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("Procedures are bl.system.")
        .hasMessageContaining("search");
  }
}
