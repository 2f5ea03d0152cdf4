package io.github.blueskyspark.converters.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentExportIT {
  @TempDir Path folder;

  @Test
  void archiveComesBackByteForByte() throws IOException {
    SparkSession spark = LocalSpark.session();
    Path archive = LocalSpark.samples().resolve("documents/archive");
    var documents =
        spark.read().format("bluesky").option("table", "documents").load(archive.toString());
    List<Path> sources;
    try (Stream<Path> files = Files.list(archive)) {
      sources = files.toList();
    }
    assertThat(DocumentExport.write(documents, "jsonl", folder.toString()))
        .isEqualTo(sources.size());
    for (Path source : sources) {
      assertThat(folder.resolve(source.getFileName())).hasSameBinaryContentAs(source);
    }
  }

  @Test
  void messagesComeBackByteForByteAndAgain() throws IOException {
    Path archive = LocalSpark.samples().resolve("give-back/archive");
    var documents =
        LocalSpark.session()
            .read()
            .format("bluesky")
            .option("table", "documents")
            .load(archive.toString());
    for (int i = 0; i < 2; i++) {
      assertThat(DocumentExport.write(documents, "msgpack", folder.toString())).isEqualTo(1);
      try (Stream<Path> files = Files.list(archive)) {
        for (Path source : files.toList()) {
          assertThat(folder.resolve(source.getFileName())).hasSameBinaryContentAs(source);
        }
      }
    }
  }
}
