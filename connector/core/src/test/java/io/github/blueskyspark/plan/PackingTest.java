package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.TableName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackingTest {
  private static final long MIB = 1 << 20;

  private static List<List<FileRef>> groups(int count, long size) {
    List<List<FileRef>> groups = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      groups.add(List.of(new FileRef("mem:/" + i, size, 1)));
    }
    return groups;
  }

  private static List<Integer> sizes(List<Split> splits) {
    return splits.stream().map(s -> s.fold(d -> d.groups().size(), f -> 0)).toList();
  }

  @Test
  void nothingMakesNoSplit() {
    assertThat(new Packing(4).pack(List.of(), TableName.EVENTS, List.of())).isEmpty();
  }

  @Test
  void smallFilesShareASplitOfAtLeastOneMebibyte() {
    // 16 times 64 KiB for opening are 1 MiB
    assertThat(sizes(new Packing(64).pack(groups(33, 0), TableName.EVENTS, List.of())))
        .containsExactly(16, 16, 1);
  }

  @Test
  void threeSplitsAreMadeForEachCore() {
    assertThat(sizes(new Packing(2).pack(groups(600, MIB), TableName.EVENTS, List.of())))
        .isEqualTo(Collections.nCopies(6, 100));
  }

  @Test
  void splitsStayBelow128Mebibyte() {
    List<Split> splits = new Packing(1).pack(groups(1000, MIB), TableName.EVENTS, List.of());
    assertThat(splits).allSatisfy(s -> assertThat(s.weight()).isLessThanOrEqualTo(128 * MIB));
    assertThat(sizes(splits).get(0)).isEqualTo(120);
  }

  @Test
  void groupLargerThanTheTargetGoesAlone() {
    List<List<FileRef>> groups = new ArrayList<>(groups(1, 0));
    groups.addAll(groups(1, 4000 * MIB));
    groups.addAll(groups(1, 0));
    assertThat(sizes(new Packing(1).pack(groups, TableName.EVENTS, List.of())))
        .containsExactly(1, 1, 1);
  }

  @Test
  void runsCostOnlyTheEndsOfTheirFiles() {
    // 64 KiB for opening and 32 KiB of ends, in 1 MiB
    assertThat(sizes(new Packing(64).pack(groups(25, 500 * MIB), TableName.RUNS, List.of())))
        .containsExactly(10, 10, 5);
  }

  @Test
  void wantedRunsGoWithEverySplit() {
    List<Split> splits = new Packing(0).pack(groups(3, 400 * MIB), TableName.EVENTS, List.of("u"));
    assertThat(splits)
        .hasSize(3)
        .allSatisfy(
            s ->
                assertThat(s.<List<String>>fold(Split.Documents::runUids, f -> List.of()))
                    .containsExactly("u"));
  }

  private static List<Integer> shares(List<Split> splits) {
    return splits.stream().map(s -> s.fold(d -> d.share().count(), f -> 0)).toList();
  }

  @Test
  void partThatIsMuchForOneTaskIsSharedByAsManyAsThereAreCores() {
    List<List<FileRef>> one = groups(1, 40 * MIB);
    Set<FileRef> divisible = Set.of(one.get(0).get(0));
    List<Split> splits = new Packing(2).pack(one, TableName.EVENTS, List.of("u"), divisible);
    assertThat(shares(splits)).containsExactly(2, 2);
    assertThat(splits.stream().mapToLong(Split::weight).sum()).isEqualTo(40 * MIB);
    assertThat(shares(new Packing(2).pack(one, TableName.EVENTS, List.of()))).containsExactly(1);
    assertThat(shares(new Packing(500).pack(one, TableName.EVENTS, List.of(), divisible)))
        .hasSize(8);
  }

  @Test
  void manyPartsAreNotShared() {
    List<List<FileRef>> many = groups(20, 4 * MIB);
    Set<FileRef> divisible = new HashSet<>();
    many.forEach(divisible::addAll);
    assertThat(shares(new Packing(2).pack(many, TableName.EVENTS, List.of(), divisible)))
        .containsOnly(1);
  }
}
