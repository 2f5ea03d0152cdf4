package io.github.blueskyspark.converters.verify;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.LocalSpark;
import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.errors.ArchiveException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarehouseVerifierIT {
  private static final Path SAMPLE = LocalSpark.samples().resolve("framings/archive");
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  @BeforeEach
  void convertACopy() throws IOException {
    Files.createDirectories(source());
    try (Stream<Path> files = Files.list(SAMPLE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jsonl")).toList()) {
        Files.copy(file, source().resolve(file.getFileName()));
      }
    }
    convert(source(), Frames.REFERENCED);
  }

  private void convert(Path from, Frames frames) throws IOException {
    new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(from.toString()),
                warehouse().toString(),
                Map.of(),
                Optional.empty(),
                frames));
  }

  private Path source() {
    return folder.resolve("source");
  }

  private Path warehouse() {
    return folder.resolve("warehouse");
  }

  private VerifyReport verify(Map<String, String> options) throws IOException {
    VerifyRequest request =
        new VerifyRequest(warehouse().toString(), List.of(source().toString()), options);
    return new WarehouseVerifier(spark, request).verify();
  }

  private Path sourceFile() throws IOException {
    try (Stream<Path> files = Files.list(source())) {
      return files.max(Comparator.comparingLong(f -> f.toFile().length())).orElseThrow();
    }
  }

  @Test
  void anUntouchedPairHasNoDifference() throws IOException {
    VerifyReport report = verify(Map.of());
    assertThat(report.examples()).isEmpty();
    assertThat(report.differences()).isZero();
    assertThat(report.files()).isPositive();
    assertThat(report.documents())
        .isEqualTo(
            spark
                .read()
                .format("bluesky")
                .option("table", "documents")
                .load(source().toString())
                .count());
  }

  @Test
  void oneDigitOfTheSourceIsOneDifferenceThatNamesTheRun() throws IOException {
    String text = Files.readString(sourceFile());
    int at = text.indexOf("\"time\": 1", text.indexOf("\"event\"")) + "\"time\": ".length();
    Files.writeString(sourceFile(), text.substring(0, at) + "2" + text.substring(at + 1));
    VerifyReport report = verify(Map.of());
    assertThat(report.differences()).isEqualTo(1);
    assertThat(report.examples().get(0))
        .contains("the warehouse holds another one than the source")
        .containsPattern("run [0-9a-f-]{36}, document \\d+ \\(event\\)");
  }

  @Test
  @Tag("slow")
  void aDocumentThatIsGoneAndARunThatIsNewAreFound() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(sourceFile()));
    lines.remove(lines.size() - 1);
    Files.write(sourceFile(), lines);
    Files.writeString(
        source().resolve("new.jsonl"), "[\"start\", {\"uid\": \"brand-new\", \"time\": 1.5}]\n");
    VerifyReport report = verify(Map.of());
    assertThat(String.join("\n", report.examples()))
        .contains("the source does not hold it")
        .contains("run brand-new, document 0 (start): the warehouse does not hold it")
        .contains("run brand-new, number of rows in runs");
    assertThat(verify(Map.of("run", "uid:brand-new")).differences()).isEqualTo(2);
  }

  @Test
  void everyBitOfAFileCounts() throws IOException {
    Path file;
    try (Stream<Path> files = Files.walk(warehouse().resolve("streams"))) {
      file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 9] ^= 1;
    Files.write(file, bytes);
    assertThat(verify(Map.of()).examples().get(0))
        .contains(file.getFileName().toString())
        .contains("its bytes are not those that were written");
  }

  @Test
  void aFileThatIsGoneIsNamed() throws IOException {
    try (Stream<Path> files = Files.walk(warehouse().resolve("documents"))) {
      Files.delete(files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow());
    }
    VerifyReport report = verify(Map.of());
    assertThat(report.examples().get(0)).startsWith("documents/").contains("the file is missing");
    assertThat(report.differences()).isEqualTo(1 + report.documents());
  }

  /** Rewrites a documents file so that its footer and checksums are right. */
  private String rewriteDocuments(UnaryOperator<Dataset<Row>> change) throws IOException {
    Path file = parquet("documents").get(0);
    Path made = folder.resolve("rewritten");
    Dataset<Row> rows = spark.read().parquet(file.toString());
    change.apply(rows).coalesce(1).write().parquet(made.toString());
    try (Stream<Path> files = Files.list(made)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.copy(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file.getFileName().toString();
  }

  private List<Path> parquet(String table) throws IOException {
    try (Stream<Path> files = Files.walk(warehouse().resolve(table))) {
      return files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  @Test
  void aRemovedADuplicatedAndAChangedRowAreNamed() throws IOException {
    String event = "position = 3";
    String name = rewriteDocuments(d -> d.where("NOT " + event));
    assertThat(String.join("\n", verify(Map.of()).examples()))
        .contains(name)
        .containsPattern("document 3 \\(event\\): the warehouse does not hold it");
    restore();
    rewriteDocuments(d -> d.unionByName(d.where(event)));
    assertThat(String.join("\n", verify(Map.of()).examples()))
        .containsPattern("document 3 \\(event\\): the warehouse holds it 2 times");
    restore();
    rewriteDocuments(d -> d.withColumn("json", expr("if(" + event + ", concat(json, ' '), json)")));
    assertThat(String.join("\n", verify(Map.of()).examples()))
        .containsPattern("document 3 \\(event\\): the warehouse holds another one");
  }

  private void restore() throws IOException {
    assertThat(FileUtil.fullyDelete(folder.resolve("rewritten").toFile())).isTrue();
    assertThat(FileUtil.fullyDelete(warehouse().toFile())).isTrue();
    convert(source(), Frames.REFERENCED);
  }

  @Test
  void aFileThatWasPutThereIsNamed() throws IOException {
    Path file = parquet("runs").get(0);
    Files.copy(file, file.resolveSibling("more.parquet"));
    assertThat(withoutSource().examples())
        .singleElement()
        .asString()
        .contains("more.parquet: no entry of the commit log counts it");
  }

  private VerifyReport withoutSource() throws IOException {
    VerifyRequest request = new VerifyRequest(warehouse().toString(), List.of(), Map.of());
    return new WarehouseVerifier(spark, request).verify();
  }

  @Test
  void withoutTheSourceTheLogIsEnough() throws IOException {
    assertThat(FileUtil.fullyDelete(source().toFile())).isTrue();
    assertThat(withoutSource().differences()).isZero();
    Path file = parquet("stream").get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3] ^= 4;
    Files.write(file, bytes);
    assertThat(withoutSource().examples())
        .singleElement()
        .asString()
        .contains(file.getFileName().toString());
  }

  @Test
  void anEditedEntryOfTheLogIsNamed() throws IOException {
    Path first = warehouse().resolve("_bluesky/commits/00000001.json");
    String text = Files.readString(first);
    Files.writeString(first, text.replaceFirst("\"quarantined\" : 0", "\"quarantined\" : 7"));
    assertThat(withoutSource().examples())
        .containsExactly(
            "_bluesky/commits/00000001.json: the entry was changed after it was written");
  }

  @Test
  @Tag("slow")
  void anExchangedAndAMissingEntryOfTheLogAreNamed() throws IOException {
    Path other = folder.resolve("other");
    for (String name : List.of("b", "c")) {
      Files.writeString(
          Files.createDirectories(other).resolve(name + ".jsonl"),
          "[\"start\", {\"uid\": \"run-" + name + "\", \"time\": 1.5}]\n");
      convert(other, Frames.REFERENCED);
    }
    assertThat(withoutSource().differences()).isZero();
    Path second = warehouse().resolve("_bluesky/commits/00000002.json");
    Path kept = folder.resolve("kept.json");
    Files.move(second, kept);
    assertThat(withoutSource().examples())
        .contains("_bluesky/commits/00000002.json: the entry is missing");
    Path third = warehouse().resolve("_bluesky/commits/00000003.json");
    Files.copy(kept, second);
    Files.delete(third);
    assertThat(String.join("\n", withoutSource().examples()))
        .contains("no entry of the commit log counts it");
  }

  @Test
  @Tag("slow")
  void aSourceThatIsGoneIsNamed() throws IOException {
    Path file = Files.createDirectories(folder.resolve("moved")).resolve("b.jsonl");
    Files.writeString(file, "[\"start\", {\"uid\": \"run-b\", \"time\": 1.5}]\n");
    convert(file.getParent(), Frames.REFERENCED);
    Files.move(file, folder.resolve("tape.jsonl"));
    assertThat(verify(Map.of()).examples())
        .anyMatch(e -> e.matches(".*moved/b.jsonl: the source is gone; what was converted.*"));
    assertThat(withoutSource().differences()).isZero();
  }

  @Test
  @Tag("slow")
  void copiedFramesAreCompared() throws IOException {
    Path camera = LocalSpark.samples().resolve("blob-count/archive");
    Path other = folder.resolve("camera");
    Map<String, String> mapped = Map.of("rootMap", "/data/bluesky-samples=" + LocalSpark.samples());
    new ArchiveConverter(spark)
        .convert(
            new ConvertRequest(
                List.of(camera.toString()),
                other.toString(),
                mapped,
                Optional.empty(),
                Frames.COPIED));
    VerifyRequest request = new VerifyRequest(other.toString(), List.of(camera.toString()), mapped);
    VerifyReport report = new WarehouseVerifier(spark, request).verify();
    assertThat(report.examples()).isEmpty();
    assertThat(report.arrays()).isPositive();
  }

  @Test
  void aDirectoryWithoutACommitLogIsRefused() {
    VerifyRequest request =
        new VerifyRequest(source().toString(), List.of(source().toString()), Map.of());
    assertThatThrownBy(() -> new WarehouseVerifier(spark, request).verify())
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("Cannot verify the warehouse")
        .hasMessageContaining("bluesky-spark convert");
  }
}
