package io.github.blueskyspark.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every serialization of documents promises. A format subclasses it with a file of its own, of
 * one run and at least four documents from {@code start} to {@code stop}, and overrides nothing
 * else.
 */
public abstract class DocumentFormatContract {
  /** The documents and rejections of a file, copied out of the reader. */
  public record Contents(List<Piece> documents, List<Rejection> rejections) {}

  /** One document. */
  public record Piece(String name, long position, long length, String text, JsonNode tree) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  @TempDir private Path dir;

  protected final LocalStorage storage = new LocalStorage();

  /** The format. */
  protected abstract DocumentFormat format();

  /** A file of it. */
  protected abstract byte[] sample() throws IOException;

  /** The whole of a reader's pieces; closes it. */
  public static Contents drain(DocumentReader reader) throws IOException {
    List<Piece> documents = new ArrayList<>();
    List<Rejection> rejections = new ArrayList<>();
    try (reader) {
      DocumentReader.Step step = reader.advance();
      while (step != DocumentReader.Step.END) {
        if (step == DocumentReader.Step.REJECTED) {
          rejections.add(reader.rejection());
        } else {
          documents.add(piece(reader.document()));
        }
        step = reader.advance();
      }
      assertThat(reader.advance()).isEqualTo(DocumentReader.Step.END);
    }
    return new Contents(documents, rejections);
  }

  private static Piece piece(RawDocument document) throws IOException {
    try (JsonParser parser = document.parser()) {
      assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
      JsonNode tree = JSON.readTree(parser);
      assertThat(parser.nextToken()).isNull();
      return new Piece(
          document.name(),
          document.position(),
          document.length(),
          new String(document.text(), StandardCharsets.UTF_8),
          tree);
    }
  }

  /** A file with these bytes. */
  protected final FileRef file(byte[] bytes) throws IOException {
    String suffix = format().suffixes().stream().sorted().findFirst().orElseThrow();
    return LocalStorage.ref(Files.write(dir.resolve("documents" + suffix), bytes));
  }

  /** What the format finds in these bytes. */
  protected final Contents read(byte[] bytes) throws IOException {
    return drain(format().open(file(bytes), storage, ReadLimits.DEFAULT));
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(DocumentFormat.class))
        .extracting(DocumentFormat::name)
        .contains(format().name());
  }

  @Test
  void suffixesAreLowerCaseAndStartWithADot() {
    assertThat(format().suffixes())
        .isNotEmpty()
        .allSatisfy(s -> assertThat(s).startsWith(".").isEqualTo(s.toLowerCase(Locale.ROOT)));
  }

  @Test
  void recognisesItsOwnBeginningAndNoOther() throws IOException {
    byte[] sample = sample();
    assertThat(format().recognises(sample)).isTrue();
    assertThat(format().recognises(Arrays.copyOf(sample, 100))).isTrue();
    assertThat(format().recognises(new byte[0])).isFalse();
    assertThat(format().recognises(new byte[100])).isFalse();
    assertThat(format().recognises("\u0089HDF\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1)))
        .isFalse();
    assertThat(format().recognises("a,b,c\n1,2,3\n".getBytes(StandardCharsets.US_ASCII))).isFalse();
  }

  @Test
  void documentsComeInOrderWithRisingPositions() throws IOException {
    Contents contents = read(sample());
    assertThat(contents.rejections()).isEmpty();
    assertThat(contents.documents()).hasSizeGreaterThan(3);
    assertThat(contents.documents().get(0).name()).isEqualTo("start");
    assertThat(contents.documents().get(contents.documents().size() - 1).name()).isEqualTo("stop");
    long end = 0;
    for (Piece piece : contents.documents()) {
      assertThat(piece.position()).isGreaterThanOrEqualTo(end);
      assertThat(piece.length()).isPositive();
      end = piece.position() + piece.length();
    }
    assertThat(end).isLessThanOrEqualTo(sample().length);
  }

  @Test
  void textAndParserHoldTheSame() throws IOException {
    for (Piece piece : read(sample()).documents()) {
      assertThat(JSON.readTree(piece.text())).isEqualTo(piece.tree());
    }
  }

  @Test
  void readingAgainGivesTheSame() throws IOException {
    assertThat(read(sample()).documents()).isEqualTo(read(sample()).documents());
  }

  @Test
  void emptyFileHoldsNothing() throws IOException {
    Contents contents = read(new byte[0]);
    assertThat(contents.documents()).isEmpty();
    assertThat(contents.rejections()).isEmpty();
  }

  @Test
  void cutFileKeepsWhatStandsBeforeTheCut() throws IOException {
    byte[] sample = sample();
    List<Piece> whole = read(sample).documents();
    for (int length = 1; length < sample.length; length += 1 + length / 97) {
      int cut = length;
      Contents contents = read(Arrays.copyOf(sample, cut));
      List<Piece> kept = whole.stream().filter(p -> p.position() + p.length() <= cut).toList();
      assertThat(contents.documents()).as("cut at %d", cut).isEqualTo(kept);
      assertThat(contents.rejections()).as("cut at %d", cut).hasSizeLessThan(2);
      if (!contents.rejections().isEmpty()) {
        Rejection tail = contents.rejections().get(0);
        long end = kept.isEmpty() ? 0 : end(kept);
        assertThat(tail.position()).isBetween(end, (long) cut);
        assertThat(tail.position() + tail.length()).isLessThanOrEqualTo(cut);
        assertThat(tail.rule()).isNotEmpty();
        assertThat(tail.reason()).isNotEmpty();
        assertThat(tail.raw())
            .isEqualTo(
                Arrays.copyOfRange(
                    sample, (int) tail.position(), (int) (tail.position() + tail.length())));
      }
    }
  }

  private static long end(List<Piece> pieces) {
    Piece last = pieces.get(pieces.size() - 1);
    return last.position() + last.length();
  }

  @Test
  void tailHoldsTheLastDocuments() throws IOException {
    byte[] sample = sample();
    List<Piece> whole = read(sample).documents();
    for (int bytes : new int[] {1, sample.length / 2, sample.length, 2 * sample.length}) {
      Optional<DocumentReader> tail =
          format().tail(file(sample), storage, ReadLimits.DEFAULT, bytes);
      if (tail.isPresent()) {
        List<Piece> last = drain(tail.get()).documents();
        assertThat(last).isNotEmpty();
        assertThat(last).isEqualTo(whole.subList(whole.size() - last.size(), whole.size()));
      }
    }
    assertThat(storage.stillOpen()).isZero();
  }

  @Test
  void filesAreClosed() throws IOException {
    format().open(file(sample()), storage, ReadLimits.DEFAULT).close();
    read(sample());
    read(new byte[100]);
    assertThat(storage.stillOpen()).isZero();
  }
}
