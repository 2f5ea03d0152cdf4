package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ConversionReport.Outcome;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server as the source of a warehouse. */
class ServerSourcesIT {
  private final SparkSession spark = LocalSpark.quick();
  @TempDir Path folder;
  private MongoServer server;
  private MongoClient client;
  private String uri;

  @BeforeEach
  void serve() {
    server = new MongoServer(new MemoryBackend());
    uri = server.bindAndGetConnectionString() + "/beamline";
    client = MongoClients.create(uri);
    run("one", 1.7e9);
  }

  @AfterEach
  void stopServing() {
    client.close();
    server.shutdownNow();
  }

  private MongoDatabase database() {
    return client.getDatabase("beamline");
  }

  private void run(String uid, double time) {
    database()
        .getCollection("run_start")
        .insertOne(new Document("uid", uid).append("time", time).append("scan_id", 1));
    database()
        .getCollection("event_descriptor")
        .insertOne(
            new Document("uid", uid + "-d")
                .append("run_start", uid)
                .append("time", time)
                .append("name", "primary")
                .append(
                    "data_keys",
                    new Document(
                        "x",
                        new Document("source", "s")
                            .append("dtype", "number")
                            .append("shape", List.of())))
                .append("configuration", new Document())
                .append("hints", new Document())
                .append("object_keys", new Document("o", List.of("x"))));
    event(uid, 1);
  }

  private void event(String uid, int seq) {
    database()
        .getCollection("event")
        .insertOne(
            new Document("uid", uid + "-e" + seq)
                .append("descriptor", uid + "-d")
                .append("time", 1.7e9 + seq)
                .append("seq_num", seq)
                .append("data", new Document("x", seq * 0.5))
                .append("timestamps", new Document("x", 1.7e9 + seq))
                .append("filled", new Document()));
  }

  private ConversionReport convert() throws IOException {
    return convert(uri);
  }

  private ConversionReport convert(String... sources) throws IOException {
    return new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(sources),
                folder.resolve("warehouse").toString(),
                Map.of(),
                Optional.empty(),
                Frames.REFERENCED));
  }

  private long rows(String table) {
    return spark.read().parquet(folder.resolve("warehouse").resolve(table).toString()).count();
  }

  @Test
  void aServerIsConvertedAgainOnlyWhenItsRunsHaveChanged() throws IOException {
    assertThat(convert().outcome()).isEqualTo(Outcome.CONVERTED);
    assertThat(rows("documents")).isEqualTo(3);
    assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);

    event("one", 2);
    assertThat(convert().outcome()).isEqualTo(Outcome.CONVERTED);
    assertThat(rows("stream/stream=primary")).isEqualTo(2);

    run("two", 1.71e9);
    assertThat(convert().runs()).isEqualTo(2);
    assertThat(rows("runs")).isEqualTo(2);
  }

  @Test
  void runsThatAServerNoLongerHasStay() throws IOException {
    run("two", 1.71e9);
    convert();
    database().getCollection("run_start").deleteOne(new Document("uid", "one"));
    database().getCollection("event_descriptor").deleteOne(new Document("run_start", "one"));
    database().getCollection("event").deleteMany(new Document("descriptor", "one-d"));
    event("two", 2);
    ConversionReport report = convert();
    assertThat(report.kept()).isEqualTo(1);
    assertThat(rows("runs")).isEqualTo(2);
    assertThat(rows("documents")).isEqualTo(3 + 4);
    assertThat(rows("stream/stream=primary")).isEqualTo(1 + 2);
    assertThat(convert().outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  @Tag("slow")
  void runsOfAServerThatIsNotNamedThisTimeStay() throws IOException {
    Path files = MadeRuns.write(folder.resolve("files"), 0, 1);
    convert(uri, files.toString());
    Path file = files.resolve(MadeRuns.uid(0) + ".jsonl");
    Files.writeString(file, Files.readString(file) + MadeRuns.event(0, 9) + "\n");
    assertThat(convert(files.toString()).kept()).isEqualTo(1);
    assertThat(rows("runs")).isEqualTo(2);
    assertThat(rows("documents")).isEqualTo(3 + MadeRuns.DOCUMENTS + 1);
    assertThat(convert(uri, files.toString()).outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void passwordsDoNotReachTheCommitLog() throws IOException {
    assertThat(convert().outcome()).isEqualTo(Outcome.CONVERTED);
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse/_bluesky/commits"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).contains("mongodb://").doesNotContain("@");
      }
    }
  }
}
