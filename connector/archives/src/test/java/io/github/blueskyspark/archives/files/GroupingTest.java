package io.github.blueskyspark.archives.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.archives.files.FileRun.Range;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.spi.FileRef;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupingTest {
  private static List<FileRun> runs(String template, String... names) {
    List<FileRef> files =
        Arrays.stream(names).sorted().map(n -> new FileRef("file:/data/" + n, 10, 5)).toList();
    return Grouping.of(
        files, template.isEmpty() ? Optional.empty() : Optional.of(NameTemplate.parse(template)));
  }

  @Test
  void imagesThatDifferInTheirLastNumberAreOneRun() {
    List<FileRun> runs =
        runs("", "a_1_0000.tif", "a_1_0001.tif", "a_1_0003.tif", "a_2_0007.tif", "x.txt");
    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).ranges()).containsExactly(new Range(0, 2), new Range(3, 4));
    assertThat(runs.get(0).template()).isEqualTo("a_1_{:04d}.tif");
    assertThat(runs.get(0).run()).isEqualTo("a_1");
    assertThat(runs.get(1).ranges()).containsExactly(new Range(7, 8));
  }

  @Test
  void anHdf5FileIsARunUnlessTheTemplateHasAnIndex() {
    assertThat(runs("", "scan_1.h5", "scan_2.h5")).hasSize(2);
    List<FileRun> one = runs("scan_{index}.h5", "scan_1.h5", "scan_2.h5");
    assertThat(one).hasSize(1);
    assertThat(one.get(0).template()).isEqualTo("scan_{:d}.h5");
    assertThat(one.get(0).run()).isEqualTo("data");
  }

  @Test
  void theTemplateTellsRunsApart() {
    List<FileRun> runs =
        runs(
            "scan_{run}_{index:04d}.tif",
            "scan_0001_0000.tif",
            "scan_0001_10000.tif",
            "scan_b_0000.tif",
            "scan_b_01.tif",
            "other_0001_0000.tif");
    assertThat(runs).extracting(FileRun::run).containsExactly("0001", "b");
    assertThat(runs.get(0).ranges()).containsExactly(new Range(0, 1), new Range(10000, 10001));
    assertThat(runs.get(1).files()).isEqualTo(1);
  }

  @Test
  void aTemplateWithASlashIsAboutTheEndOfThePath() {
    List<FileRun> runs =
        runs("{run}/img_{index}.tif", "s1/img_1.tif", "s1/img_2.tif", "s2/img_1.tif");
    assertThat(runs).extracting(FileRun::run).containsExactly("s1", "s2");
    assertThat(runs.get(0).directory()).isEqualTo("file:/data/s1/");
  }

  @Test
  void aTemplateWithoutAnIndexMakesEachFileARun() {
    assertThat(runs("{run}.tif", "a.tif", "b.tif")).extracting(FileRun::run).contains("a", "b");
  }

  @Test
  void numbersThatAreNotPaddedAlikeAreNotMixed() {
    List<FileRun> runs = runs("", "i1.tif", "i01.tif", "i2.tif", "i10.tif");
    assertThat(runs).hasSize(2);
    assertThat(runs).anyMatch(r -> r.files() == 3 && r.template().equals("i{:d}.tif"));
    assertThat(runs).anyMatch(r -> r.first().endsWith("i01.tif") && !r.isNumbered());
  }

  @Test
  void whatEndsATemplateInAUriIsEscaped() {
    assertThat(runs("", "a%20{x}_1.tif").get(0).template()).isEqualTo("a%%20{{x}}_{:d}.tif");
  }

  @Test
  void aPartSaysAllOfItsRun() {
    FileRun run = runs("{run}_{index}.tif", "a b%20c_1.tif", "a b%20c_5.tif").get(0);
    FileRef part = run.part("files");
    assertThat(part.uri().substring(part.uri().indexOf('#'))).doesNotContain("/");
    assertThat(FileRun.of(part)).isEqualTo(run);
    FileRun single = runs("", "scan.h5").get(0);
    assertThat(FileRun.of(single.part("files"))).isEqualTo(single);
  }

  @Test
  void uidsAreTheSameEachTimeAndDifferBetweenRuns() {
    assertThat(runs("", "a_1.tif", "b_1.tif")).extracting(FileRun::uid).doesNotHaveDuplicates();
    assertThat(runs("", "a_1.tif").get(0).uid()).isEqualTo(runs("", "a_1.tif").get(0).uid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{run}_{run}.tif", "{frame}.tif", "{index:99d}.tif", "{index:x}.tif", "a}.tif"})
  void otherFieldsAreRefused(String template) {
    assertThatThrownBy(() -> NameTemplate.parse(template))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("template")
        .hasMessageContaining("{index:04d}");
  }
}
