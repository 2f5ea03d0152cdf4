package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.OptionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunKeysTest {
  private static final double DAY = 1_700_000_000;
  private static final List<RunEntry> RUNS = runs();

  /** Equal beginnings, wildcards in uids, a uid of digits, scan_id 0, one three times and none. */
  private static List<RunEntry> runs() {
    List<RunEntry> runs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String uid = "aaaaa%03d-0000-4000-8000-000000000000".formatted(i);
      runs.add(new RunEntry(uid, OptionalLong.of(10 + i), DAY + i * 1000.5));
    }
    runs.add(new RunEntry("a_b_c-one", OptionalLong.of(50), DAY + 20_000));
    runs.add(new RunEntry("axbxc-two", OptionalLong.of(51), DAY + 21_000));
    runs.add(new RunEntry("p%rce-nt", OptionalLong.of(52), DAY + 22_000));
    runs.add(new RunEntry("12345678-1111", OptionalLong.of(0), DAY + 23_000));
    runs.add(new RunEntry("bbbbbbbb-first", OptionalLong.of(777), DAY + 30_000));
    runs.add(new RunEntry("cccccccc-second", OptionalLong.of(777), DAY + 40_000));
    runs.add(new RunEntry("dddddddd-early", OptionalLong.of(777), DAY - 5_000_000));
    runs.add(new RunEntry("eeeeeeee-no-scan", OptionalLong.empty(), DAY + 35_000));
    Collections.shuffle(runs, new Random(1));
    return runs;
  }

  private static List<String> find(String keys, Duplicates duplicates) {
    return List.copyOf(RunKeys.resolve(RUNS, RunKey.parse(keys), duplicates));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          aaaaa000-0000-4000-8000-000000000000; aaaaa000-0000-4000-8000-000000000000
          aaaaa003;                             aaaaa003-0000-4000-8000-000000000000
          a_b_c;                                a_b_c-one
          p%rce;                                p%rce-nt
          bbbbb;                                bbbbbbbb-first
          777;                                  cccccccc-second
          0;                                    12345678-1111
          13;                                   aaaaa003-0000-4000-8000-000000000000
          0013;                                 aaaaa003-0000-4000-8000-000000000000
          uid:12345;                            12345678-1111
          uid:12345678;                         12345678-1111
          -1;                                   cccccccc-second
          -2;                                   eeeeeeee-no-scan
          -20;                                  dddddddd-early
          'bbbbb,ccccc';                        'bbbbbbbb-first,cccccccc-second'
          ' 13 , -1 ';                          'aaaaa003-0000-4000-8000-000000000000,cccccccc-second'
          '777,-1,ccccc';                       cccccccc-second
          """)
  void findsTheRun(String keys, String uids) {
    assertThat(find(keys, Duplicates.LATEST)).containsExactly(uids.split(","));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          aaaaa;         aaaaa000;        aaaaa009;       12 uids
          bbbb;          at least 5;      bbbb;           characters
          zzzzz;         zzzzz;           none;           20 runs
          999;           scan_id 999;     none;           20 runs
          12345678;      scan_id 12345678; uid:12345678;  none
          -21;           20 runs;         -21;            -20
          a%b_c;         a%b_c;           none;           20 runs
          zzzzz1,yyyyy2; zzzzz1;          yyyyy2;         2 runs
          """)
  void refusesAndSaysWhy(String keys, String word, String second, String third) {
    assertThatThrownBy(() -> find(keys, Duplicates.LATEST))
        .isInstanceOfAny(ArchiveException.class, OptionException.class)
        .hasMessageStartingWith("option 'run': Cannot find")
        .hasMessageContainingAll(word, second, third);
  }

  @Test
  void ambiguousBeginningNamesTenAtMost() {
    assertThatThrownBy(() -> find("aaaaa", Duplicates.LATEST))
        .message()
        .doesNotContain("aaaaa010")
        .contains("…");
  }

  @Test
  void duplicatesOfAScanIdAreAllOrAnError() {
    assertThat(find("777", Duplicates.ALL))
        .containsExactly("dddddddd-early", "bbbbbbbb-first", "cccccccc-second");
    assertThatThrownBy(() -> find("777", Duplicates.ERROR))
        .isInstanceOf(OptionException.class)
        .hasMessageContainingAll("777", "3 runs", "bbbbbbbb-first");
    assertThat(Duplicates.parse(" All ")).isEqualTo(Duplicates.ALL);
    assertThatThrownBy(() -> Duplicates.parse("first"))
        .hasMessageContainingAll("'first'", "latest, all, error");
  }

  @Test
  void wholeUidMayBeShort() {
    List<RunEntry> runs =
        List.of(
            new RunEntry("ab", OptionalLong.empty(), 1),
            new RunEntry("abcdef", OptionalLong.empty(), 2),
            new RunEntry("abcdefgh", OptionalLong.empty(), 3));
    assertThat(RunKeys.resolve(runs, RunKey.parse("ab,abcdef"), Duplicates.LATEST))
        .containsExactly("ab", "abcdef");
  }

  @Test
  void newestIsDecidedByTimeThenUid() {
    List<RunEntry> runs =
        List.of(
            new RunEntry("bbbbb", OptionalLong.of(1), 5),
            new RunEntry("aaaaa", OptionalLong.of(1), 5),
            new RunEntry("zzzzz", OptionalLong.of(1), Double.NaN));
    assertThat(RunKeys.resolve(runs, RunKey.parse("-1,-2,-3"), Duplicates.LATEST))
        .containsExactly("bbbbb", "aaaaa", "zzzzz");
    assertThat(RunKeys.resolve(runs, RunKey.parse("1"), Duplicates.LATEST))
        .containsExactly("bbbbb");
  }

  @Test
  void emptyAndImpossibleKeysAreRefused() {
    assertThat(RunKey.parse(" ")).isEmpty();
    assertThatThrownBy(() -> RunKey.parse("1,,2")).hasMessageContainingAll("'1,,2'", "empty");
    assertThatThrownBy(() -> RunKey.parse("uid:")).hasMessageContaining("empty");
    assertThatThrownBy(() -> RunKey.parse("-0")).hasMessageContainingAll("-0", "-1");
    assertThatThrownBy(() -> RunKeys.resolve(List.of(), RunKey.parse("-1"), Duplicates.LATEST))
        .hasMessageContaining("0 runs");
    assertThat(RunKey.parse("1234567890")).containsExactly(new RunKey.Uid("1234567890"));
    assertThat(RunKey.parse("123456789")).containsExactly(new RunKey.ScanId(123_456_789));
  }

  @Test
  void manyKeysAmongManyRunsAreFoundQuickly() {
    List<RunEntry> many = new ArrayList<>();
    StringBuilder keys = new StringBuilder("-1");
    for (int i = 0; i < 100_000; i++) {
      many.add(new RunEntry("run%06d-".formatted(i), OptionalLong.of(i), i));
      if (i % 10 == 0) {
        keys.append(",run%06d".formatted(i));
      }
    }
    many.sort(Comparator.comparing(RunEntry::uid).reversed());
    assertThat(RunKeys.resolve(many, RunKey.parse(keys.toString()), Duplicates.LATEST))
        .hasSize(10_001);
  }
}
