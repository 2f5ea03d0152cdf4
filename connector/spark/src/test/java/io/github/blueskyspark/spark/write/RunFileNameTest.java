package io.github.blueskyspark.spark.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunFileNameTest {
  @Test
  void theUidsOfBlueskyAreTheirOwnNames() {
    assertThat(RunFileName.of("9f3c5548-1454-429e-8697-8debe82ce7ff"))
        .isEqualTo("9f3c5548-1454-429e-8697-8debe82ce7ff");
    assertThat(RunFileName.of("run_1.b")).isEqualTo("run_1.b");
  }

  @Test
  void noUidIsAPathOrHidden() {
    for (String uid :
        List.of("../../etc/x", "/etc/x", ".hidden", "_hidden", "a\\b", "a\0b", "", "con", "x.")) {
      assertThat(RunFileName.of(uid)).matches("[A-Za-z0-9-]*~[0-9a-f]{16}");
    }
    assertThat(RunFileName.of("x".repeat(5000))).hasSizeLessThan(100);
  }

  @Test
  void twoUidsNeverShareAFile() {
    Set<String> names = new HashSet<>();
    List<String> uids = List.of("ABC", "abc", "Abc", "a/b", "a:b", "ab", "a b", "é", "ê");
    for (String uid : uids) {
      names.add(RunFileName.of(uid).toLowerCase(Locale.ROOT));
    }
    assertThat(names).hasSameSizeAs(uids);
  }
}
