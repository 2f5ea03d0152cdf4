package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.panda.PandaFile.Part;
import java.util.List;
import org.junit.jupiter.api.Test;

class PandaFileTest {
  private static List<String> parts(long rows, long most) {
    return new PandaFile("a.h5", List.of(), rows, null, List.of())
        .parts(most, PandaLinks.Events.none()).stream().map(PandaFileTest::range).toList();
  }

  private static String range(Part part) {
    return part.from() + "-" + part.to();
  }

  @Test
  void theLastPartIsWhatIsLeft() {
    assertThat(parts(10, 4)).containsExactly("0-4", "4-8", "8-10");
  }

  @Test
  void anExactMultipleHasNoEmptyPart() {
    assertThat(parts(8, 4)).containsExactly("0-4", "4-8");
  }

  @Test
  void aShortFileIsOnePart() {
    assertThat(parts(1, 1000)).containsExactly("0-1");
  }

  @Test
  void aFileWithoutRowsHasNoParts() {
    assertThat(parts(0, 1000)).isEmpty();
  }
}
