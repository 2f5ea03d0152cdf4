package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalog and tables in PostgreSQL, written by the real server and TiledWriter. */
class TiledPostgresIT {
  @Test
  void aPostgresCatalogIsReadAsItWasWritten(@TempDir Path directory) throws IOException {
    assumeTrue(
        LiveServers.python().isPresent(),
        "no Python with tiled and bluesky-tiled-plugins; set BLUESKY_TILED_PYTHON");
    assumeTrue(LiveServers.postgres().isPresent(), "no PostgreSQL (initdb) here");
    Path documents = TiledSample.SAMPLES.resolve("documents/archive");
    List<Path> runs;
    try (Stream<Path> files = Files.list(documents)) {
      // Tiled itself cannot write arrays of two axes to PostgreSQL (1b8fb60a).
      Set<String> wanted = Set.of("9f3c5548", "77d030b2", "cacc7db8", "8385f29c", "dc741730");
      runs =
          files.filter(f -> wanted.contains(f.getFileName().toString().substring(0, 8))).toList();
    }
    try (LiveServers servers = new LiveServers(directory)) {
      String uri = servers.startPostgres();
      String server = servers.startTiled(uri.replace("postgresql:", "postgresql+asyncpg:"), uri);
      servers.write(server, runs);
      TiledSample sample = new TiledSample(uri, Map.of());
      OriginalRuns originals = OriginalRuns.of(runs);
      originals.compare(sample.documents());
      assertThat(sample.narrowed("{\"plan_name\": \"count\"}")).contains(originals.uid("cacc7db8"));
      assertThat(sample.narrowed("{\"scan_id\": {\"$gt\": 104, \"$lt\": 106}}"))
          .containsExactly(originals.uid("77d030b2"));
      assertThat(sample.narrowed("{\"scan_id\": {\"$ne\": 105}}")).hasSize(5);
      assertThat(sample.narrowed("{\"plan_name\": {\"$ne\": \"count\"}}"))
          .containsExactlyInAnyOrder(originals.uid("9f3c5548"), originals.uid("77d030b2"));
      assertThat(sample.narrowed("{\"detectors\": \"ragged\"}")).isNotEmpty();
      assertThat(sample.narrowed("{\"it's\": \"'; DROP TABLE nodes; --\"}")).isEmpty();
      assertThat(sample.narrowed("{\"plan_name\": {\"$in\": [\"scan\", \"x\"]}}"))
          .contains(originals.uid("9f3c5548"));
      assertThat(sample.with("since", "1718100318").narrowed("{}")).isNotEmpty();
      List<FileRef> one = sample.parts(List.of(), Set.of(originals.uid("77d030b2")));
      assertThat(one).hasSize(1);
      assertThat(one.get(0).uri()).doesNotContain("canary");
      TiledSample wrong = new TiledSample(uri.replace("canary-pw", "canary-no"), Map.of());
      assertThatThrownBy(wrong::documents)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("postgresql://127.0.0.1")
          .hasMessageNotContaining("canary");
    }
  }
}
