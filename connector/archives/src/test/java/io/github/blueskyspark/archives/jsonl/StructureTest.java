package io.github.blueskyspark.archives.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.archives.jsonl.Structure.State;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StructureTest {
  private final Structure structure = new Structure();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private State scan(String text) {
    structure.begin();
    return structure.scan(utf8(text), 0, utf8(text).length, true);
  }

  @Test
  void aPairIsADocumentWithItsPlaces() {
    assertThat(scan("[\"event\", {\"a\": 1}]")).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isTrue();
    assertThat(structure.at()).isEqualTo(19);
    assertThat(structure.nameFrom()).isEqualTo(1);
    assertThat(structure.nameTo()).isEqualTo(8);
    assertThat(structure.documentFrom()).isEqualTo(10);
    assertThat(structure.documentTo()).isEqualTo(18);
  }

  @Test
  void nameAndDocMayStandInAnyOrderAmongOthers() {
    assertThat(scan("{\"doc\": {}, \"x\": 1, \"name\": \"stop\"}")).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isTrue();
    assertThat(structure.documentFrom()).isEqualTo(8);
    assertThat(structure.documentTo()).isEqualTo(10);
    assertThat(structure.nameFrom()).isEqualTo(28);
  }

  @Test
  void completeValuesOfOtherShapesAreNoDocuments() {
    assertThat(scan("[\"a\", {}, 3]")).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isFalse();
    assertThat(scan("[\"a\", []]")).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isFalse();
    assertThat(scan("{\"uid\": \"a\"}")).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isFalse();
    assertThat(structure.isScalar()).isFalse();
  }

  @Test
  void loneNumbersAndWordsAreScalars() {
    assertThat(scan("-1.5e+3")).isEqualTo(State.COMPLETE);
    assertThat(structure.isScalar()).isTrue();
    assertThat(scan("null")).isEqualTo(State.COMPLETE);
    assertThat(structure.isScalar()).isTrue();
  }

  @Test
  void bracketsAndQuotesInsideStringsAreText() {
    assertThat(scan("[\"a\", {\"t\": \"]}\\\"[\\\\\"}]")).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isTrue();
    assertThat(structure.at()).isEqualTo(23);
  }

  @Test
  void brokenSyntaxStopsAtItsPlace() {
    assertThat(scan("[1 2]")).isEqualTo(State.BROKEN);
    assertThat(structure.at()).isEqualTo(3);
    assertThat(scan("{1:2}")).isEqualTo(State.BROKEN);
    assertThat(structure.at()).isEqualTo(1);
    assertThat(scan("[1}")).isEqualTo(State.BROKEN);
    assertThat(structure.at()).isEqualTo(2);
    assertThat(structure.found(utf8("[1}"), 0, 3))
        .isEqualTo(
            "'}' stands 2 bytes behind its start where ',' or a closing bracket was expected");
  }

  @Test
  void anUnfinishedValueRunsOnAndSaysWhatIsMissing() {
    String text = "[\"event\", {\"a\":";
    assertThat(scan(text)).isEqualTo(State.RUNNING);
    assertThat(structure.found(utf8(text), 0, text.length()))
        .isEqualTo("it ends where a value was expected, 2 brackets are open");
    assertThat(scan("[\"ev")).isEqualTo(State.RUNNING);
    assertThat(structure.isInString()).isTrue();
  }

  @Test
  void bytesMayComeOneByOne() {
    byte[] bytes = utf8("[\"stop\",{\"x\":[1,null,\"é\"]}]");
    structure.begin();
    for (int limit = 1; limit < bytes.length; limit++) {
      assertThat(structure.scan(bytes, 0, limit, false)).isEqualTo(State.RUNNING);
    }
    assertThat(structure.scan(bytes, 0, bytes.length, false)).isEqualTo(State.COMPLETE);
    assertThat(structure.isDocument()).isTrue();
    assertThat(structure.isAscii()).isFalse();
  }
}
