package io.github.blueskyspark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Files that are cut, lie about their sizes, or hold other bytes than documents. */
class BadFilesIT extends BadInput {
  @Test
  void aCutLastLine() throws IOException {
    archive(START, DESCRIPTOR, event(1), event(2), event(3).substring(0, 60));
    assertThat(x()).containsExactly(1.0, 2.0);
    assertThat(column("runs", "complete")).containsExactly(false);
    rejectedAs("cut");
    Row row = read("quarantine").head();
    long before = (START + DESCRIPTOR + event(1) + event(2)).length();
    assertThat(row.<Long>getAs("position")).isEqualTo(before);
    assertThat((byte[]) row.getAs("raw"))
        .isEqualTo(event(3).substring(0, 60).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void emptyFilesByteOrderMarksCarriageReturnsAndRecordSeparators() throws IOException {
    for (String text : List.of("", "\n", "\uFEFF", "\r\n\r\n", "\u001e", "[]")) {
      archive(text);
      assertThat(read("runs").count()).isZero();
      assertThat(rules()).isEmpty();
    }
    for (String text :
        List.of(
            "\uFEFF" + START + DESCRIPTOR + event(1),
            (START + DESCRIPTOR + event(1)).replace("\n", "\r\n"),
            (START + DESCRIPTOR + event(1)).replace("[\"", "\u001e[\""),
            START + "\n\n  \n" + DESCRIPTOR + "\n" + event(1))) {
      archive(text);
      assertThat(x()).containsExactly(1.0);
      assertThat(rules()).isEmpty();
    }
  }

  @Test
  void badBytesSpoilTheirLineOnly() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((START + DESCRIPTOR + event(1)).getBytes(StandardCharsets.UTF_8));
    bytes.write("[\"event\", {\"uid\": \"".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
    bytes.write((event(2).substring(19) + event(3)).getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("run.jsonl"), bytes.toByteArray());
    assertThat(x()).containsExactly(1.0, 3.0);
    assertThat(rules()).hasSize(1);
  }

  @Test
  void loneSurrogatesAndNulsKeepTheirLines() throws IOException {
    archive(
        START,
        DESCRIPTOR,
        event("\\ud800", 1, "\"x\": 1"),
        event("a\\u0000b", 2, "\"x\": 2"),
        event(3));
    assertThat(x()).contains(3.0);
    assertThat(read("documents").count() + read("quarantine").count()).isEqualTo(5);
  }

  @Test
  void deepNestingIsRefusedQuickly() throws IOException {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    archive(START, DESCRIPTOR, event(1), event("deep", 2, "\"x\": " + deep), event(3));
    assertThat(x()).containsExactly(1.0, 3.0);
    assertThat(rules()).hasSize(1);
  }

  @Test
  void oneLineThatIsTooLong() throws IOException {
    String wide = event("wide", 2, "\"x\": \"" + "y".repeat(3_000_000) + "\"");
    archive(START, DESCRIPTOR, event(1), wide, event(3));
    assertThat(column("quarantine", "rule", "maxDocumentBytes", "1000000")).hasSize(1);
    assertThat(x("maxDocumentBytes", "1000000")).containsExactly(1.0, 3.0);
    assertThat(read("quarantine", "maxDocumentBytes", "1000000").head().<byte[]>getAs("raw"))
        .hasSizeLessThanOrEqualTo(64 * 1024);
    assertThat(read("quarantine").count()).isZero();
  }

  @Test
  void interleavedRuns() throws IOException {
    String other = "run-2";
    archive(
        START,
        START.replace("run-1", other),
        DESCRIPTOR,
        DESCRIPTOR.replace("run-1", other).replace("\"d\"", "\"d2\""),
        event(1),
        event("f1", 1, "\"x\": 11").replace("\"d\"", "\"d2\""),
        event(2),
        STOP.replace("run-1", other),
        event(3));
    assertThat(x("run", "uid:run-1")).containsExactly(1.0, 2.0, 3.0);
    assertThat(x("run", "uid:run-2")).containsExactly(11.0);
    assertThat(rules()).isEmpty();
  }

  @Test
  void oneRunInTwoFiles() throws IOException {
    archive(START, DESCRIPTOR, event(1), STOP);
    Files.copy(folder.resolve("run.jsonl"), folder.resolve("copy.jsonl"));
    assertThat(read("runs").count()).isEqualTo(1);
    assertThat(read("documents").count()).isEqualTo(4);
    assertThat(read("runs").select("notes").head().<String>getList(0))
        .anyMatch(n -> n.contains("the run is also in"));
    assertThat(rules()).isEmpty();
  }

  @Test
  void streamsThatAreCutOrTooGood() throws IOException {
    StringBuilder text = new StringBuilder(START + DESCRIPTOR);
    for (int i = 1; i <= 2_000; i++) {
      text.append(event(i));
    }
    byte[] whole = gzip(text.toString().getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("run.jsonl.gz");
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(x()).hasSizeBetween(100, 1_999);
    assertThat(rules()).isNotEmpty();
    assertThatThrownBy(() -> read("events", "mode", "FAILFAST").collectAsList())
        .hasMessageContaining("run.jsonl.gz");
    assertThat(x("ignoreCorruptFiles", "true")).hasSizeGreaterThan(100);

    byte[] blank = new byte[1 << 20];
    java.util.Arrays.fill(blank, (byte) ' ');
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bomb)) {
      out.write((START + DESCRIPTOR + event(1)).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 300; i++) {
        out.write(blank);
      }
      out.write(event(2).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, bomb.toByteArray());
    assertThat(x()).containsExactly(1.0);
    assertThat(rules()).hasSize(1);
  }

  private static byte[] gzip(byte[] data) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(data);
    }
    return packed.toByteArray();
  }

  @Test
  void messagePackThatLies() throws IOException {
    ByteArrayOutputStream good = new ByteArrayOutputStream();
    good.write(new byte[] {(byte) 0x92, (byte) 0xa5});
    good.write("start".getBytes(StandardCharsets.UTF_8));
    good.write(new byte[] {(byte) 0x82, (byte) 0xa3});
    good.write("uid".getBytes(StandardCharsets.UTF_8));
    good.write(new byte[] {(byte) 0xa2, 'm', '1', (byte) 0xa4});
    good.write("time".getBytes(StandardCharsets.UTF_8));
    good.write(0x01);
    byte[][] tails = {
      {(byte) 0xdd, 0x7f, -1, -1, -1},
      {(byte) 0x92, (byte) 0xa4, 's', 't', 'o', 'p', (byte) 0xdf, 0x40, 0, 0, 0},
      {(byte) 0x92, (byte) 0xa4, 's', 't', 'o', 'p', (byte) 0xdb, -1, -1, -1, -1},
      {(byte) 0x92, (byte) 0xa4, 's', 't'}
    };
    for (byte[] tail : tails) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.writeBytes(good.toByteArray());
      all.writeBytes(tail);
      Files.write(folder.resolve("run.msgpack"), all.toByteArray());
      assertThat(column("runs", "run_uid")).containsExactly("m1");
      assertThat(rules()).hasSize(1);
    }
    ByteArrayOutputStream deep = new ByteArrayOutputStream();
    deep.writeBytes(good.toByteArray());
    for (int i = 0; i < 100_000; i++) {
      deep.write(0x91);
    }
    Files.write(folder.resolve("run.msgpack"), deep.toByteArray());
    assertThat(column("runs", "run_uid")).containsExactly("m1");
    assertThat(rules()).isNotEmpty();
  }
}
