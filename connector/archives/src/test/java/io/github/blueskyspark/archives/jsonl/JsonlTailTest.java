package io.github.blueskyspark.archives.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.DocumentFormatContract.Contents;
import io.github.blueskyspark.spi.DocumentFormatContract.Piece;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last documents, without the first ones being read. */
class JsonlTailTest {
  private static final String STOP = "[\"stop\", {\"uid\": \"é\"}]";

  @TempDir private Path dir;

  private final LocalStorage storage = new LocalStorage();

  private Optional<Contents> tail(String text, int bytes) throws IOException {
    FileRef file = LocalStorage.ref(Files.write(dir.resolve("x.jsonl"), text.getBytes(UTF_8)));
    Optional<DocumentReader> reader =
        new JsonlFormat().tail(file, storage, ReadLimits.DEFAULT, bytes);
    assertThat(storage.stillOpen()).isZero();
    return reader.isEmpty()
        ? Optional.empty()
        : Optional.of(DocumentFormatContract.drain(reader.get()));
  }

  private static String events(int count, String framing) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(framing.replace("%s", "{\"uid\": \"é" + i + "\"}"));
    }
    return text.toString();
  }

  @Test
  void lastDocumentComesWithItsPlace() throws IOException {
    for (String framing :
        List.of(
            "[\"event\", %s]\n",
            "\u001e[\"event\",\n%s]\n", "{\"name\": \"event\", \"doc\": %s}\n")) {
      String before = events(1000, framing);
      Contents contents = tail(before + STOP + "\n", 2000).orElseThrow();
      assertThat(contents.rejections()).isEmpty();
      assertThat(contents.documents()).hasSizeBetween(2, 100);
      Piece last = contents.documents().get(contents.documents().size() - 1);
      assertThat(last.name()).isEqualTo("stop");
      assertThat(last.position()).isEqualTo(before.getBytes(UTF_8).length);
    }
  }

  @Test
  void arraysHaveATailToo() throws IOException {
    for (String text :
        List.of(
            "[\n" + events(1000, "{\"name\": \"event\", \"doc\": %s},\n") + STOP + "\n]\n",
            "[" + events(1000, "[\"event\",%s],") + STOP + "]",
            "[\n" + events(1000, "  [\n    \"event\",\n    %s\n  ],\n") + STOP + "\n]")) {
      Contents contents = tail(text, 2000).orElseThrow();
      assertThat(contents.rejections()).isEmpty();
      assertThat(contents.documents()).hasSizeBetween(2, 100);
      assertThat(contents.documents().get(contents.documents().size() - 1).name())
          .isEqualTo("stop");
    }
  }

  @Test
  void goesBackUntilAWholeDocumentIsThere() throws IOException {
    String big = "[\"event\", {\"x\": \"" + "a".repeat(300_000) + "\"}]\n";
    Contents contents = tail(events(100, "[\"event\", %s]\n") + big, 1000).orElseThrow();
    assertThat(contents.documents().get(contents.documents().size() - 1).length())
        .isEqualTo(big.length() - 1);
    String cut = events(100, "[\"event\", %s]\n") + big.substring(0, 200_000);
    contents = tail(cut, 1000).orElseThrow();
    assertThat(contents.documents()).isNotEmpty();
    assertThat(contents.rejections()).hasSize(1);
  }

  @Test
  void filesWithoutDocumentsHaveNone() throws IOException {
    assertThat(tail("", 1000)).isEmpty();
    assertThat(tail("[]", 1000)).isEmpty();
    assertThat(tail("hello\n".repeat(10_000), 1000)).isEmpty();
  }
}
