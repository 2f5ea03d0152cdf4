package io.github.blueskyspark.archives.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.DocumentFormatContract.Contents;
import io.github.blueskyspark.spi.DocumentFormatContract.Piece;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken pieces are told with their place; everything around them is delivered. */
class DamagedJsonlTest {
  private static final String A = "[\"start\", {\"uid\": \"a\"}]\n";
  private static final String B = "[\"event\", {\"uid\": \"b\", \"data\": {\"x\": [1, 2]}}]\n";
  private static final String C = "[\"stop\", {\"uid\": \"c\"}]\n";

  @TempDir private Path dir;

  private Contents read(byte[] bytes) throws IOException {
    return read(bytes, ReadLimits.DEFAULT);
  }

  private Contents read(byte[] bytes, ReadLimits limits) throws IOException {
    FileRef file = LocalStorage.ref(Files.write(dir.resolve("x.jsonl"), bytes));
    return DocumentFormatContract.drain(new JsonlFormat().open(file, new LocalStorage(), limits));
  }

  private Contents read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  private static List<String> names(Contents contents) {
    return contents.documents().stream().map(Piece::name).toList();
  }

  private static Rejection only(Contents contents) {
    assertThat(contents.rejections()).hasSize(1);
    return contents.rejections().get(0);
  }

  private void keepsTheRest(String broken, String rule) throws IOException {
    for (String text :
        List.of(
            A + broken + "\n" + B + C,
            "\u001e" + A + "\u001e" + broken + "\u001e" + B + "\u001e" + C)) {
      Contents contents = read(text);
      assertThat(names(contents)).as(text).containsExactly("start", "event", "stop");
      Rejection rejection = only(contents);
      assertThat(rejection.rule()).as(text).isEqualTo(rule);
      assertThat(rejection.position())
          .as(text)
          .isEqualTo(
              text.getBytes(UTF_8).length == text.length()
                  ? text.indexOf(broken)
                  : rejection.position());
      assertThat(new String(rejection.raw(), UTF_8)).as(text).startsWith(broken);
      assertThat(rejection.reason()).isNotBlank();
    }
  }

  @Test
  void brokenLineBetweenGoodOnes() throws IOException {
    keepsTheRest("[\"event\", {\"uid\": \"x\", \"da", "cut");
    keepsTheRest("[\"event\", {\"uid\": \"x\"", "cut");
    keepsTheRest("[\"event\", {\"uid\":", "cut");
    keepsTheRest("[\"event\"", "cut");
    keepsTheRest("{\"name\": \"event\", \"doc\": {\"uid\": \"x\"}", "cut");
    keepsTheRest("hello world", "not-json");
    keepsTheRest("\"uid\": 5}]", "not-a-document");
    keepsTheRest("[\"event\", {\"uid\": 5}, , ]", "not-json");
    keepsTheRest("{\"a\": 1}", "not-a-document");
    keepsTheRest("[\"event\", [1]]", "not-a-document");
    keepsTheRest("[\"event\", {}, {}]", "not-a-document");
    keepsTheRest("12", "not-a-document");
  }
}
