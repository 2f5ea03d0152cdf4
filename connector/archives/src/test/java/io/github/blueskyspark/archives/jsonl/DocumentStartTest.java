package io.github.blueskyspark.archives.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DocumentStartTest {
  private final DocumentStart start = new DocumentStart();

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private boolean matches(String text) {
    return start.matches(utf8(text), 0, utf8(text).length);
  }

  private boolean couldBe(String text) {
    return start.couldBe(utf8(text), 0, utf8(text).length);
  }

  @Test
  void aPairOfNameAndObjectBeginsADocument() {
    assertThat(matches("[\"event\",{\"uid\":1}]")).isTrue();
    assertThat(start.name()).isEqualTo("event");
    assertThat(start.document()).isEqualTo(9);
  }

  @Test
  void anObjectOfNameAndDocBeginsADocument() {
    assertThat(matches("{\"name\":\"stop\",\"doc\":{}}")).isTrue();
    assertThat(start.name()).isEqualTo("stop");
    assertThat(start.document()).isEqualTo(21);
  }

  @Test
  void blanksMayStandBetweenAllParts() {
    assertThat(matches("[ \"start\" ,\n\t{")).isTrue();
    assertThat(start.document()).isEqualTo(13);
    assertThat(matches("{\r\n \"name\" : \"start\" , \"doc\" : {")).isTrue();
  }

  @Test
  void anyNameWillDoButOnlySomeAreKnown() {
    String foreign = "[\"my_document\", {";
    assertThat(matches(foreign)).isTrue();
    assertThat(start.name()).isEqualTo("my_document");
    assertThat(start.isKnown(utf8(foreign), 0, foreign.length())).isFalse();
    String known = "[\"stream_datum\", {";
    assertThat(start.isKnown(utf8(known), 0, known.length())).isTrue();
  }

  @Test
  void otherShapesAreNoBeginning() {
    assertThat(matches("")).isFalse();
    assertThat(matches("\"start\"")).isFalse();
    assertThat(matches("[\"start\",[]]")).isFalse();
    assertThat(matches("[1,{}]")).isFalse();
    assertThat(matches("{\"doc\":{},\"name\":\"start\"}")).isFalse();
    assertThat(matches("{\"name\":\"start\",\"doc\":null}")).isFalse();
  }

  @Test
  void namesWithEscapesOrOverLongOnesAreNoBeginning() {
    assertThat(matches("[\"st\\u0061rt\",{")).isFalse();
    assertThat(matches("[\"" + "n".repeat(64) + "\",{")).isTrue();
    assertThat(matches("[\"" + "n".repeat(65) + "\",{")).isFalse();
  }

  @Test
  void theBeginningOfABeginningCouldBeOne() {
    String whole = "{\"name\": \"start\", \"doc\": {";
    for (int i = 1; i <= whole.length(); i++) {
      assertThat(couldBe(whole.substring(0, i))).as(whole.substring(0, i)).isTrue();
    }
    assertThat(couldBe("{\"doc\": {")).isTrue();
    assertThat(couldBe("{\"nam3")).isFalse();
    assertThat(couldBe("[1")).isFalse();
    assertThat(couldBe("{\"doc\": 1")).isFalse();
  }

  @Test
  void theLastKnownDocumentInsideIsFound() {
    byte[] glued = utf8("[\"start\",{\"x\":[\"event\",{\"y\":[\"event\",{\"z\":[\"new\",{");
    assertThat(start.lastKnown(glued, 1, glued.length, glued.length)).contains(28);
    assertThat(start.lastKnown(glued, 1, 28, glued.length)).contains(14);
    assertThat(start.lastKnown(glued, 1, 14, glued.length)).isEmpty();
  }

  @Test
  void labelsOfTheModelAreNotMadeAnew() {
    byte[] bytes = utf8("descriptor");
    assertThat(DocumentStart.name(bytes, 0, 10)).isSameAs(DocumentStart.name(bytes, 0, 10));
    assertThat(DocumentStart.name(utf8("größe"), 0, 7)).isEqualTo("größe");
  }
}
