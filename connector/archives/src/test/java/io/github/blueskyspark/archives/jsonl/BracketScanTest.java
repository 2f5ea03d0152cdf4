package io.github.blueskyspark.archives.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.archives.jsonl.BracketScan.Stop;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BracketScanTest {
  private final BracketScan scan = new BracketScan();

  private Stop scan(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    scan.begin(0);
    return scan.scan(bytes, bytes.length);
  }

  @Test
  void theOutermostBracketEndsThePiece() {
    assertThat(scan("[1,[2,{\"a\":3}],4] rest of the line")).isEqualTo(Stop.CLOSED);
    assertThat(scan.at()).isEqualTo(17);
  }

  @Test
  void theEndIsFoundAtEveryPlaceWithinEightBytes() {
    for (int blanks = 0; blanks < 20; blanks++) {
      assertThat(scan("{" + " ".repeat(blanks) + "}abcdefgh")).isEqualTo(Stop.CLOSED);
      assertThat(scan.at()).isEqualTo(blanks + 2);
    }
  }

  @Test
  void aNewlineInsideStopsTheScan() {
    assertThat(scan("[\"start\", {\"uid\": \"a\nb\"}]")).isEqualTo(Stop.NEWLINE);
    assertThat(scan.at()).isEqualTo(20);
  }

  @Test
  void theInnerBracketIsTheFirstThatClosesTheSecondLevel() {
    scan("[\"event\",{\"data\":{}}]");
    assertThat(scan.inner()).isEqualTo(19);
    scan("{}");
    assertThat(scan.inner()).isEqualTo(-1);
  }

  @Test
  void theScanGoesOnWhereTheBytesRanOut() {
    byte[] bytes = "[\"event\",{\"seq_num\":1}]".getBytes(StandardCharsets.US_ASCII);
    scan.begin(0);
    for (int limit = 1; limit < bytes.length; limit++) {
      assertThat(scan.scan(bytes, limit)).isEqualTo(Stop.LIMIT);
      assertThat(scan.at()).isEqualTo(limit);
    }
    assertThat(scan.scan(bytes, bytes.length)).isEqualTo(Stop.CLOSED);
    assertThat(scan.at()).isEqualTo(23);
    assertThat(scan.inner()).isEqualTo(21);
  }

  @Test
  void movedBytesAreFollowed() {
    byte[] bytes = "xxxxx[[1],2]".getBytes(StandardCharsets.US_ASCII);
    scan.begin(5);
    assertThat(scan.scan(bytes, 10)).isEqualTo(Stop.LIMIT);
    assertThat(scan.inner()).isEqualTo(8);
    scan.moved(5);
    assertThat(scan.inner()).isEqualTo(3);
    byte[] moved = "[[1],2]".getBytes(StandardCharsets.US_ASCII);
    assertThat(scan.scan(moved, 7)).isEqualTo(Stop.CLOSED);
    assertThat(scan.at()).isEqualTo(7);
  }

  @Test
  void bytesBeyondAsciiAreSeen() {
    scan("[\"abc\"]");
    assertThat(scan.isAscii()).isTrue();
    scan("[\"größe\"]");
    assertThat(scan.isAscii()).isFalse();
  }

  @Test
  void aDocumentGluedInsideIsSuspected() {
    scan("[\"start\",{\"uid\":\"[\"event\",{}]}]");
    assertThat(scan.isSuspect()).isTrue();
    scan("[\"start\",{\"a\":{\"name\":\"stop\"}}]");
    assertThat(scan.isSuspect()).isTrue();
    scan("[\"start\",{\"uid\":\"a\",\"shape\":[1,2]}]");
    assertThat(scan.isSuspect()).isFalse();
  }
}
