package io.github.blueskyspark.spark.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.errors.ArchiveException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommitJsonTest {
  private static final Commit COMMIT =
      new Commit(
          7,
          "id-1",
          1.5e9 + 0.25,
          "archive",
          Map.of("mode", "PERMISSIVE"),
          List.of(new SourceFile("file:/größe.jsonl", 10, 20, "ab")),
          3,
          Map.of("start", 3L, "event", 9_000_000_000L),
          Map.of("runs", 3L),
          2,
          List.of(new TableFile("runs/a.parquet", 5)),
          List.of("runs/old.parquet"));

  private static InputStream stream(byte[] json) {
    return new ByteArrayInputStream(json);
  }

  private static Commit read(String json) throws IOException {
    return CommitJson.read(stream(json.getBytes(StandardCharsets.UTF_8)), "file:/1.json").commit();
  }

  @Test
  void nothingIsLostBetweenWritingAndReading() throws IOException {
    CommitJson.Read read = CommitJson.read(stream(CommitJson.write(COMMIT, "before")), "here");
    assertThat(read.commit()).isEqualTo(COMMIT);
    assertThat(read.previous()).isEqualTo("before");
  }

  @Test
  void aCommitIsReadWithoutItsSourcesInAnyOrderOfFields() throws IOException {
    Commit without =
        CommitJson.withoutSources(new ByteArrayInputStream(CommitJson.write(COMMIT, "")), "here");
    assertThat(without.sources()).isEmpty();
    assertThat(without.added()).isEqualTo(COMMIT.added());
    assertThat(without.removed()).isEqualTo(COMMIT.removed());
    assertThat(without.selection()).isEqualTo(COMMIT.selection());
    String early =
        "{\"format\":1,\"sources\":[{\"path\":[1,{}]}],\"removed\":[\"a\"],\"number\":4}";
    Commit old =
        CommitJson.withoutSources(
            new ByteArrayInputStream(early.getBytes(StandardCharsets.UTF_8)), "here");
    assertThat(old.number()).isEqualTo(4);
    assertThat(old.removed()).containsExactly("a");
  }

  @Test
  void otherProgramsFindTheFieldsByName() throws IOException {
    JsonNode json = new ObjectMapper().readTree(CommitJson.write(COMMIT, ""));
    assertThat(json.path("format").asInt()).isEqualTo(1);
    assertThat(json.path("schema_version").asInt()).isEqualTo(1);
    assertThat(json.path("number").asInt()).isEqualTo(7);
    assertThat(json.path("time").asDouble()).isEqualTo(1500000000.25);
    assertThat(json.at("/sources/0/path").asText()).isEqualTo("file:/größe.jsonl");
    assertThat(json.at("/documents/event").asLong()).isEqualTo(9_000_000_000L);
    assertThat(json.at("/added/0/path").asText()).isEqualTo("runs/a.parquet");
    assertThat(json.at("/removed/0").asText()).isEqualTo("runs/old.parquet");
  }

  @Test
  void filesWithRowsOfAnotherEntryRaiseTheFormat() throws IOException {
    TableFile anew = new TableFile("stream/a.parquet", 5, "ab", 3);
    Commit commit =
        new Commit(
            7,
            "id",
            1,
            "archive",
            Map.of(),
            List.of(),
            0,
            Map.of(),
            Map.of(),
            0,
            List.of(anew),
            List.of());
    byte[] json = CommitJson.write(commit, "");
    assertThat(new ObjectMapper().readTree(json).path("format").asInt()).isEqualTo(2);
    assertThat(CommitJson.read(stream(json), "here").commit()).isEqualTo(commit);
  }

  @Test
  void unknownFieldsArePassedOver() throws IOException {
    Commit commit = read("{\"format\":1,\"number\":2,\"colour\":{\"a\":[1]},\"id\":\"x\"}");
    assertThat(commit.number()).isEqualTo(2);
    assertThat(commit.id()).isEqualTo("x");
  }

  @Test
  void absentFieldsAreEmpty() throws IOException {
    Commit commit = read("{\"format\":1}");
    assertThat(commit.sources()).isEmpty();
    assertThat(commit.selection()).isEmpty();
    assertThat(commit.added()).isEmpty();
    assertThat(commit.removed()).isEmpty();
    assertThat(commit.runs()).isZero();
  }

  @Test
  void aLaterFormatIsRefusedWithItsNumber() {
    assertThatThrownBy(() -> read("{\"format\":3}"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("its format is 3 and this version knows 2");
    assertThatThrownBy(() -> read("{}")).isInstanceOf(ArchiveException.class);
  }

  @Test
  void aCutFileIsNoCommit() {
    assertThatThrownBy(() -> read("{\"format\":1,"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("it is no JSON");
  }
}
