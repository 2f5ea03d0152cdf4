package io.github.blueskyspark.archives.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.archives.mongo.StoredDocuments.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every BSON type, as pymongo writes it; resources/mongo/make.py made the files. */
class BsonParserTest {
  private static final Path TYPES = StoredDocuments.resources().resolve("types");

  @TempDir private Path folder;

  private static String text() throws IOException {
    return StoredDocuments.read(TYPES).documents().get(0).text();
  }

  @Test
  void numbersAreExact() throws IOException {
    assertThat(text())
        .startsWith("{\"uid\": \"every-type\", \"time\": 1.5, \"int32\": -2147483648, ")
        .contains("\"int64\": 9223372036854775807, \"small64\": 7, ")
        .contains("\"nan\": NaN, \"infinite\": -Infinity, \"minus_zero\": -0.0, ")
        .contains("\"denormal\": 5e-324, ")
        .contains("\"decimal\": 1.10, ")
        .contains("\"whole_decimal\": 12345678901234567890123, ")
        .contains("\"tiny_decimal\": 1E-400, ");
  }

  @Test
  void whatJsonHasNoWordForIsExtendedJsonAsPymongoWritesIt() throws IOException {
    JsonNode relaxed =
        StoredDocuments.JSON.readTree(Files.readString(TYPES.resolve("relaxed.json"), UTF_8));
    JsonNode found = StoredDocuments.JSON.readTree(text());
    for (String key :
        List.of(
            "uuid",
            "id",
            "date",
            "second",
            "before",
            "regex",
            "timestamp",
            "code",
            "scoped",
            "least",
            "most",
            "dollar",
            "deep",
            "text",
            "list",
            "empty",
            "key.with.dot")) {
      assertThat(found.get(key)).as(key).isEqualTo(relaxed.get(key));
    }
    assertThat(found.get("bytes").asText()).isEqualTo("AP8=");
    assertThat(found.properties()).hasSize(relaxed.size() - 1);
  }

  @Test
  void exportsAreTheSameDocument() throws IOException {
    String wanted = text();
    for (String form : List.of("relaxed.json", "canonical.json")) {
      Files.copy(TYPES.resolve(form), folder.resolve("run_start.json"));
      List<Read> found = StoredDocuments.read(folder).documents();
      assertThat(found).extracting(Read::text).as(form).containsExactly(wanted);
      Files.delete(folder.resolve("run_start.json"));
    }
    Files.copy(TYPES.resolve("spread.json"), folder.resolve("run_start.json"));
    assertThat(StoredDocuments.read(folder).documents())
        .extracting(Read::text)
        .containsExactly(wanted, wanted);
  }
}
