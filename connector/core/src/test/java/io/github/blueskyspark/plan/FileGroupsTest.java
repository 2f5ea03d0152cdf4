package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LineFormat;
import io.github.blueskyspark.tables.index.Links;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileGroupsTest {
  private static final String UID = "0b3c9f4e-1c1e-4b53-9f6b-0123456789ab";
  private static final String OTHER = "1b3c9f4e-1c1e-4b53-9f6b-0123456789ab";

  private final FileGroups groups = new FileGroups(DocumentFormats.of(new LineFormat()));

  private static FileRef file(String name) {
    return new FileRef("mem:/" + name, 1, 1);
  }

  private static Links links(String... texts) {
    return Links.of(List.of(texts));
  }

  private static List<List<String>> names(List<List<FileRef>> groups) {
    return groups.stream().map(g -> g.stream().map(FileRef::name).toList()).toList();
  }

  @Test
  void fileIsNamedByItsRunWithoutTheEnding() {
    assertThat(groups.uid(file(UID + ".lines"))).isEqualTo(UID);
    assertThat(groups.uid(file(UID.toUpperCase(Locale.ROOT) + ".lines.gz"))).isEqualTo(UID);
    assertThat(groups.uid(file(UID + ".txt"))).isEmpty();
    assertThat(groups.uid(file("scan-" + UID + ".lines"))).isEmpty();
    assertThat(groups.uid(file("scans.lines"))).isEmpty();
  }

  @Test
  void filesOfOneNameAndOthersMustBeLookedInto() {
    FileRef alone = file(OTHER + ".lines");
    FileRef plain = file(UID + ".lines");
    FileRef packed = file(UID + ".lines.gz");
    FileRef scans = file("scans.lines");
    assertThat(groups.unclear(List.of(alone, plain, packed, scans)))
        .containsExactly(plain, packed, scans);
  }

  @Test
  void runsTieFilesTogetherAlsoThroughOthers() {
    FileRef a = file("a.lines");
    FileRef b = file("b.lines");
    FileRef c = file("c.lines");
    FileRef d = file("d.lines");
    assertThat(
            names(
                groups.group(
                    List.of(d, c, b, a), Map.of(a, links("1"), b, links("1", "2"), c, links("2")))))
        .containsExactly(List.of("d.lines"), List.of("a.lines", "b.lines", "c.lines"));
  }

  @Test
  void nameAndContentAreOneRunInAnyCase() {
    FileRef named = file(UID + ".lines");
    FileRef other = file("x.lines");
    assertThat(
            groups.group(List.of(named, other), Map.of(other, links(UID.toUpperCase(Locale.ROOT)))))
        .containsExactly(List.of(named, other));
  }

  @Test
  void filesThatShareNothingStayApart() {
    assertThat(groups.group(List.of(file("a"), file("b")), Map.of()))
        .containsExactly(List.of(file("a")), List.of(file("b")));
    assertThat(groups.group(List.of(), Map.of())).isEmpty();
  }
}
