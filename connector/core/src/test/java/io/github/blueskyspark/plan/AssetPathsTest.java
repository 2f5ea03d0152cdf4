package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetPathsTest {
  private static String resolve(Map<String, String> map, String uri) {
    return AssetPaths.of(map).resolve(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "file://localhost/data/a.h5 | file:/data/a.h5",
        "file:///data/a.h5 | file:/data/a.h5",
        "file:/data/a.h5 | file:/data/a.h5",
        "FILE://LocalHost/data/a.h5 | file:/data/a.h5",
        "/data/a.h5 | file:/data/a.h5",
        "file://localhost//data///a.h5 | file:/data/a.h5",
        "file:////data/a.h5 | file:/data/a.h5",
        "//data/a.h5 | file:/data/a.h5",
        "file:///data/b%20c.h5 | file:/data/b%20c.h5",
        "file:///data/b c.h5 | file:/data/b%20c.h5",
        "/data/b%20c.h5 | file:/data/b%2520c.h5",
        "file:///data/d%231.h5 | file:/data/d%231.h5",
        "file:///data/d#1.h5 | file:/data/d%231.h5",
        "file:///data/e?x=1.h5 | file:/data/e%3Fx=1.h5",
        "file:///data/50%.h5 | file:/data/50%25.h5",
        "file:///data/%zz%4.h5 | file:/data/%25zz%254.h5",
        "file:///data/%C3%A5.h5 | file:/data/å.h5",
        "file:///data/å.h5 | file:/data/å.h5",
        "file:///data/./x/../a.h5 | file:/data/a.h5",
        "file:///data/%2e%2e/a.h5 | file:/a.h5",
        "file:///data/..%2Fa.h5 | file:/a.h5",
        "file:///../../../a.h5 | file:/a.h5",
        "file:///data/.../a. | file:/data/.../a.",
        "file:///data/x\\..\\a.h5 | file:/data/x%5C..%5Ca.h5",
        "file://host/data/a.h5 | file://host/data/a.h5",
        "s3a://bucket/key with/a%20b.h5 | s3a://bucket/key%20with/a%20b.h5",
        "hdfs://node:8020//data/a.h5 | hdfs://node:8020/data/a.h5",
        "Z:\\data\\a.h5 | file:/Z:/data/a.h5",
        "z:/data/./a.h5 | file:/Z:/data/a.h5",
        "file:///z:/data\\a.h5 | file:/Z:/data/a.h5",
        "file://localhost/Z:\\data\\..\\a.h5 | file:/Z:/a.h5",
        "file://Z:/data/a.h5 | file:/Z:/data/a.h5",
        "\\\\Server\\share\\a.h5 | file://server/share/a.h5",
      })
  void everySpellingBecomesOne(String uri, String resolved) {
    assertThat(resolve(Map.of(), uri)).isEqualTo(resolved);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/gpfs | /gpfs/x/a.h5 | file:/now/x/a.h5",
        "/gpfs/ | file://localhost/gpfs/x/a.h5 | file:/now/x/a.h5",
        "/gpfs | /gpfs2/a.h5 | file:/gpfs2/a.h5",
        "/gpfs | /gpfs/../etc/passwd | file:/etc/passwd",
        "/gpfs | /gpfs/%2e%2e/a.h5 | file:/now/%252e%252e/a.h5",
        "/gpfs | file:///gpfs/%2e%2e/a.h5 | file:/a.h5",
        "/ | /gpfs/a.h5 | file:/now/gpfs/a.h5",
        "file:///gpfs | /gpfs/a.h5 | file:/now/a.h5",
        "file://dls/gpfs | file://DLS/gpfs/a.h5 | file:/now/a.h5",
        "/gpfs | file://dls/gpfs/a.h5 | file://dls/gpfs/a.h5",
        "Z:\\data\\2024 | Z:\\data\\2024\\06\\a.h5 | file:/now/06/a.h5",
        "z:/data/2024 | Z:\\data\\2024\\a.h5 | file:/now/a.h5",
        "Z:\\data\\2024\\ | file://localhost/z:/data/2024/a.h5 | file:/now/a.h5",
        "Z:\\data\\2024 | Z:\\data\\20245\\a.h5 | file:/Z:/data/20245/a.h5",
        "Z: | Z:\\a.h5 | file:/now/a.h5",
        "Z:\\data | Y:\\data\\a.h5 | file:/Y:/data/a.h5",
        "\\\\srv\\share | \\\\SRV\\share\\x\\a.h5 | file:/now/x/a.h5",
        "\\\\srv\\share | //srv/share/x/a.h5 | file:/now/x/a.h5",
        "//srv/share | file:////srv/share/a.h5 | file:/now/a.h5",
        "//srv/share | file://srv/share/a.h5 | file:/now/a.h5",
        "s3://b/p | s3://b/p/a.h5 | file:/now/a.h5",
        "http://h/d | http://h/d/a.h5 | file:/now/a.h5",
      })
  void rootsAreMappedByPathElement(String old, String uri, String resolved) {
    assertThat(resolve(Map.of(old, "/now"), uri)).isEqualTo(resolved);
  }

  @Test
  void theLongestRootWinsWhateverTheOrder() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("/gpfs", "/nowhere");
    map.put("/gpfs/old", "s3a://bucket/new");
    map.put("/gpfs/o", "/wrong");
    assertThat(resolve(map, "/gpfs/old/a b.h5")).isEqualTo("s3a://bucket/new/a%20b.h5");
    assertThat(resolve(map, "/gpfs/older/a.h5")).isEqualTo("file:/nowhere/older/a.h5");
  }

  @Test
  void aMapIsAppliedOnce() {
    assertThat(resolve(Map.of("/data", "/data/data"), "/data/a.h5"))
        .isEqualTo("file:/data/data/a.h5");
  }

  @Test
  void relativeNamesAndNulsAreNoNames() {
    assertThatThrownBy(() -> resolve(Map.of(), "a.h5"))
        .hasMessageContaining("'a.h5' is no absolute path");
    assertThatThrownBy(() -> resolve(Map.of(), "file:a.h5"))
        .hasMessageContaining("no absolute path");
    assertThatThrownBy(() -> resolve(Map.of(), "file:///data/a%00.h5")).hasMessageContaining("NUL");
    assertThatThrownBy(() -> resolve(Map.of(), "")).hasMessageContaining("no absolute path");
  }

  @Test
  void aRelativeOldRootIsRefusedByNameOfTheOption() {
    assertThatThrownBy(() -> AssetPaths.of(Map.of("gpfs", "/now")))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("option 'rootMap'", "'gpfs'");
  }

  @Test
  void theUsersMapAlsoSaysWhereDirectoriesAreThatAnArchiveNames() {
    Map<String, String> given = Map.of("/old", "/new", "/a", "/b");
    Map<String, String> completed =
        Map.of("/old", "/new", "/a", "/b", "/cafe", "/old/npy", "/beef", "/else/npy", "/b2", "/b");
    assertThat(AssetPaths.followed(given, completed))
        .isEqualTo(
            Map.of(
                "/old",
                "/new",
                "/a",
                "/b",
                "/cafe",
                "/new/npy",
                "/beef",
                "/else/npy",
                "/b2",
                "/b"));
    assertThat(AssetPaths.followed(Map.of(), completed)).isEqualTo(completed);
  }
}
