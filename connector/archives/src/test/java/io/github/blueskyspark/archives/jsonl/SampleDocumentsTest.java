package io.github.blueskyspark.archives.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.blueskyspark.documents.Rejection;
import io.github.blueskyspark.spi.DocumentFormatContract;
import io.github.blueskyspark.spi.DocumentFormatContract.Contents;
import io.github.blueskyspark.spi.DocumentFormatContract.Piece;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The documents of the sample data have the bytes that the Python stack found in them. */
class SampleDocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Path SAMPLES = Path.of(System.getProperty("bluesky.root"), "sample-data");

  @TestFactory
  Stream<DynamicTest> documentsAreByteForByteThoseOfThePythonStack() {
    return Stream.of("framings", "cut-files", "documents")
        .map(name -> DynamicTest.dynamicTest(name, () -> compare(SAMPLES.resolve(name))));
  }

  private static void compare(Path folder) throws IOException, NoSuchAlgorithmException {
    JsonNode files = JSON.readTree(folder.resolve("expected/archive.json").toFile());
    int documents = 0;
    for (var entry : files.get("files").properties()) {
      Contents contents = read(folder.resolve("archive").resolve(entry.getKey()));
      JsonNode brokenAt = entry.getValue().get("broken_at");
      assertThat(contents.rejections())
          .extracting(Rejection::position)
          .isEqualTo(brokenAt.isNull() ? List.of() : List.of(brokenAt.asLong()));
      List<String> wanted = new ArrayList<>();
      for (JsonNode uid : entry.getValue().get("runs")) {
        Path run = folder.resolve("expected").resolve(uid.asText() + ".json");
        for (JsonNode one : JSON.readTree(run.toFile()).get("documents")) {
          wanted.add(one.get("name").asText() + " " + one.get("sha256").asText());
        }
      }
      List<String> found = new ArrayList<>();
      for (Piece piece : contents.documents()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(piece.text().getBytes(UTF_8));
        found.add(piece.name() + " " + HexFormat.of().formatHex(hash));
      }
      assertThat(found).as(entry.getKey()).containsExactlyInAnyOrderElementsOf(wanted);
      documents += found.size();
    }
    assertThat(documents).isGreaterThan(8);
  }

  private static Contents read(Path file) throws IOException {
    assertThat(Files.size(file)).isPositive();
    return DocumentFormatContract.drain(
        new JsonlFormat().open(LocalStorage.ref(file), new LocalStorage(), ReadLimits.DEFAULT));
  }
}
