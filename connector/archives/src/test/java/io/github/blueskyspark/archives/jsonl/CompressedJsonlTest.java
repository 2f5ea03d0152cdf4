package io.github.blueskyspark.archives.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.DocumentFormatContract.Contents;
import io.github.blueskyspark.spi.DocumentFormatContract.Piece;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gzip of many members and Zstandard of many frames, whole and damaged. */
class CompressedJsonlTest {
  private static final byte[] TEXT = JsonlFormatTest.lines("[\"%s\", %s]\n").getBytes(UTF_8);

  @TempDir private Path dir;

  private Contents read(byte[] bytes) throws IOException {
    FileRef file = LocalStorage.ref(Files.write(dir.resolve("x.jsonl.gz"), bytes));
    return DocumentFormatContract.drain(
        new JsonlFormat().open(file, new LocalStorage(), ReadLimits.DEFAULT));
  }

  private static byte[] gzip(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  private static byte[] half(byte[] text, int from, int to) {
    return Arrays.copyOfRange(text, from, to);
  }

  @Test
  void membersAndFramesFollowEachOther() throws IOException {
    List<Piece> plain = read(TEXT).documents();
    int middle = TEXT.length / 2;
    byte[] a = half(TEXT, 0, middle);
    byte[] b = half(TEXT, middle, TEXT.length);
    for (byte[] file :
        List.of(
            gzip(TEXT),
            joined(gzip(a), gzip(b)),
            joined(joined(gzip(a), gzip(new byte[0])), gzip(b)),
            joined(gzip(TEXT), new byte[512]),
            Zstd.compress(TEXT),
            joined(Zstd.compress(a), Zstd.compress(b)))) {
      Contents contents = read(file);
      assertThat(contents.rejections()).isEmpty();
      assertThat(contents.documents()).isEqualTo(plain);
    }
  }

  @Test
  void cutFileGivesADocumentPrefixAndOneRejection() throws IOException {
    List<Piece> plain = read(TEXT).documents();
    byte[] gzip = joined(gzip(half(TEXT, 0, 100)), gzip(half(TEXT, 100, TEXT.length)));
    byte[] zstd =
        joined(Zstd.compress(half(TEXT, 0, 100)), Zstd.compress(half(TEXT, 100, TEXT.length)));
    for (byte[] whole : List.of(gzip, zstd)) {
      int most = 0;
      for (int cut = 4; cut < whole.length; cut++) {
        Contents contents = read(Arrays.copyOf(whole, cut));
        assertThat(contents.rejections()).as("cut at %d", cut).hasSize(1);
        Rejection rejection = contents.rejections().get(0);
        assertThat(rejection.rule()).isIn("damaged-compression", "cut");
        List<Piece> kept = contents.documents();
        assertThat(kept).isEqualTo(plain.subList(0, kept.size()));
        assertThat(kept.size()).as("cut at %d", cut).isGreaterThanOrEqualTo(most);
        most = kept.size();
        assertThat(rejection.position())
            .isGreaterThanOrEqualTo(
                kept.isEmpty() ? 0 : kept.get(most - 1).position() + kept.get(most - 1).length());
      }
      assertThat(most).isPositive();
    }
  }

  @Test
  void changedMemberIsTold() throws IOException {
    byte[] bytes = gzip(TEXT);
    bytes[bytes.length - 6] ^= 1; // the checksum
    Contents contents = read(bytes);
    assertThat(contents.documents()).hasSize(5);
    assertThat(contents.rejections()).hasSize(1);
    assertThat(contents.rejections().get(0).rule()).isEqualTo("damaged-compression");
    assertThat(contents.rejections().get(0).position()).isEqualTo(TEXT.length);
    assertThat(read(joined(gzip(TEXT), TEXT)).rejections()).hasSize(1);
  }

  @Test
  void bombIsStopped() throws IOException {
    byte[] bomb = gzip(new byte[128 << 20]);
    Contents contents = read(joined(gzip(TEXT), bomb));
    assertThat(contents.documents()).hasSize(5);
    assertThat(contents.rejections()).hasSize(1);
    Rejection rejection = contents.rejections().get(0);
    assertThat(rejection.rule()).isEqualTo("ratio");
    assertThat(rejection.position()).isEqualTo(TEXT.length);
    assertThat(rejection.length()).isBetween(63L << 20, 66L << 20);
  }
}
