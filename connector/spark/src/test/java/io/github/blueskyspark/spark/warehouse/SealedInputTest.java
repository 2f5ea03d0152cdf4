package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SealedInputTest {
  private static byte[] entry(int sources) throws IOException {
    List<SourceFile> files =
        IntStream.range(0, sources)
            .mapToObj(i -> new SourceFile("file:/archive/" + i + ".jsonl", i, 2L * i, "ab"))
            .toList();
    Commit commit =
        new Commit(
            1,
            "id",
            1,
            "archive",
            Map.of("mode", "x"),
            files,
            3,
            Map.of(),
            Map.of(),
            0,
            List.of(),
            List.of());
    return CommitJson.write(commit, "before");
  }

  private static byte[] changed(byte[] entry, String before, String after) {
    String text = new String(entry, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(before);
    return text.replace(before, after).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean holds(byte[] entry) throws IOException {
    try (SealedInput in = new SealedInput(new ByteArrayInputStream(entry))) {
      in.drain();
      assertThat(in.sha256()).isEqualTo(Sha256.hex(entry));
      return in.holds();
    }
  }

  @Test
  void entriesHoldAsTheyWereWritten() throws IOException {
    assertThat(holds(entry(0))).isTrue();
    assertThat(holds(entry(1))).isTrue();
    assertThat(holds(entry(5000))).isTrue();
  }

  @Test
  void checksumIsThatOfTheEntryWithZerosInItsPlace() throws IOException {
    byte[] entry = entry(200);
    String text = new String(entry, StandardCharsets.UTF_8);
    int at = text.indexOf("\"checksum\" : \"") + 14;
    String said = text.substring(at, at + 64);
    String blank = text.substring(0, at) + "0".repeat(64) + text.substring(at + 64);
    assertThat(said).isEqualTo(Sha256.hex(blank.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aChangeAnywhereBreaksTheSeal() throws IOException {
    byte[] entry = entry(5000);
    assertThat(holds(changed(entry, "/archive/4999.", "/archive/x999."))).isFalse();
    assertThat(holds(changed(entry, "\"runs\" : 3", "\"runs\" : 4"))).isFalse();
    assertThat(holds(changed(entry, "\"checksum\" : \"", "\"checksum\" :  \""))).isFalse();
  }

  @Test
  void entriesOfOlderVersionsHaveNoSealAndHold() throws IOException {
    byte[] old = changed(entry(5000), "\"checksum\"", "\"colour\"");
    assertThat(holds(old)).isTrue();
    assertThat(holds(changed(old, "/archive/4500.jsonl", "\"checksum\""))).isFalse();
  }

  @Test
  void nothingIsSaidBeforeTheEnd() throws IOException {
    try (SealedInput in = new SealedInput(new ByteArrayInputStream(entry(5000)))) {
      CommitJson.Read read = CommitJson.read(in, "here");
      assertThat(read.commit().sources()).hasSize(5000);
      assertThat(read.previous()).isEqualTo("before");
      assertThatThrownBy(in::holds).isInstanceOf(IllegalStateException.class);
      in.drain();
      assertThat(in.holds()).isTrue();
    }
  }
}
