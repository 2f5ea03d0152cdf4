package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTemplateTest {
  /** Names that compile_template of bluesky-tiled-plugins 2.0.12 and str.format make. */
  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      delimiter = '|',
      value = {
        "%s%s_%6.6d.tiff|cam_000007.tiff|cam_1234567.tiff",
        "%s_%06d.tif|cam_000007.tif|cam_1234567.tif",
        "%s%d.tif|cam7.tif|cam1234567.tif",
        "shot%03d.TIF|shot007.TIF|shot1234567.TIF",
        "img_{:06d}.tif|img_000007.tif|img_1234567.tif",
        "_{:d}.tif|_7.tif|_1234567.tif",
        "/img_{:04d}.tiff|/img_0007.tiff|/img_1234567.tiff",
        "{}.tif|7.tif|1234567.tif",
        "{0}.tif|7.tif|1234567.tif",
        "{0:03d}_{0:d}.tif|007_7.tif|1234567_1234567.tif",
        "%s_%8.6d.tif|cam_00000007.tif|cam_01234567.tif",
        "%5d.tif|    7.tif|1234567.tif",
        "%-5d.tif|7    .tif|1234567.tif",
        "%-05d.tif|70000.tif|1234567.tif",
        "%+d.tif|+7.tif|+1234567.tif",
        "% d.tif| 7.tif| 1234567.tif",
        "{:5}.tif|    7.tif|1234567.tif",
        "{:05}.tif|00007.tif|1234567.tif",
        "{:0>6d}.tif|000007.tif|1234567.tif",
        "{:*^7d}.tif|***7***.tif|1234567.tif",
        "{:+04d}|+007|+1234567",
        "{{x}}{:d}|{x}7|{x}1234567",
        "{:s}_{:d}.tif|cam_7.tif|cam_1234567.tif",
        "a%s%sb%s_%d|acamb_7|acamb_1234567",
        "{:<05d}|70000|1234567",
        "%#06d|000007|1234567",
      })
  void namesAreThoseThatPythonMakes(String template, String seven, String large) {
    FileTemplate made = FileTemplate.parse(template, "cam");
    assertThat(made.name(7)).isEqualTo(seven);
    assertThat(made.name(1234567)).isEqualTo(large);
    assertThat(made.isNumbered()).isTrue();
  }

  @Test
  void withoutANumberThereIsOneFile() {
    FileTemplate made = FileTemplate.parse("%s.h5", "scan 1");
    assertThat(made.isNumbered()).isFalse();
    assertThat(made.name(9)).isEqualTo("scan 1.h5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%n",
        "%x_%d",
        "%5s_%d",
        "%f",
        "%*d",
        "{:x}",
        "{!r}",
        "{0.__class__}",
        "{0[0]}",
        "{name}",
        "{1:d}",
        "{:,d}",
        "{:.3d}",
        "{",
        "}",
        "{:d}_{:d}",
        "%d_%d",
        "{:{w}d}",
        "%"
      })
  void nothingElseIsUnderstood(String template) {
    assertThatThrownBy(() -> FileTemplate.parse(template, "cam"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{:0999999999d}", "{:033d}", "%0999999999999999999d", "%1.99d"})
  void widthsAreBounded(String template) {
    assertThatThrownBy(() -> FileTemplate.parse(template, ""))
        .hasMessageContaining("32 are the most");
  }

  @ParameterizedTest
  @CsvSource({"../%s_%d.tif,x", "%s_%d.tif,../x", "a/../../b%d,x", "%s%d,..\\x"})
  void namesThatClimbAreKnown(String template, String filename) {
    assertThat(FileTemplate.parse(template, filename).isClimbing()).isTrue();
    assertThat(FileTemplate.parse("a..b/..c_%d", filename).isClimbing()).isFalse();
  }

  @Test
  void theFileNameIsNoTemplate() {
    assertThat(FileTemplate.parse("%s_%d", "{0.__class__}%n").name(1))
        .isEqualTo("{0.__class__}%n_1");
  }
}
