package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.blueskyspark.archives.tiled.TiledSample.Doc;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreReading.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real server, asked over HTTP, with runs that the real TiledWriter writes. */
class TiledServerIT {
  @Test
  void aRunningServerGivesWhatWasWritten(@TempDir Path directory) throws IOException {
    assumeTrue(
        LiveServers.python().isPresent(),
        "no Python with tiled and bluesky-tiled-plugins; set BLUESKY_TILED_PYTHON");
    Set<String> wanted =
        Set.of("9f3c5548", "77d030b2", "cacc7db8", "8385f29c", "dc741730", "1b8fb60a");
    List<Path> runs;
    try (Stream<Path> files = Files.list(TiledSample.SAMPLES.resolve("documents/archive"))) {
      runs =
          files.filter(f -> wanted.contains(f.getFileName().toString().substring(0, 8))).toList();
    }
    try (LiveServers servers = new LiveServers(directory)) {
      String uri =
          servers.startTiled(
              directory.resolve("catalog.db").toString(),
              "duckdb:///" + directory.resolve("tabular.duckdb"));
      servers.write(uri, runs.subList(0, 3));
      TiledSample sample = new TiledSample(uri, Map.of("apiKey", LiveServers.KEY));
      OriginalRuns.of(runs.subList(0, 3)).compare(sample.documents());
      servers.write(uri, runs.subList(3, runs.size())); // it grows while we read
      OriginalRuns originals = OriginalRuns.of(runs);
      originals.compare(sample.documents());
      assertThat(sample.with("since", "1718100622").documents(Scope.ENDS).stream().map(Doc::run))
          .contains(originals.uid("1b8fb60a"))
          .doesNotContain(originals.uid("9f3c5548"));
      String uid = originals.uid("77d030b2");
      List<FileRef> one = sample.parts(List.of(), Set.of(uid));
      assertThat(one).hasSize(1);
      assertThat(sample.read(one.get(0), Scope.METADATA, Set.of(uid)))
          .extracting(Doc::name)
          .containsExactly("start", "descriptor", "descriptor", "descriptor", "stop");
      String browser = uri.replace("/api/v1", "/ui/browse/") + "?api_key=" + LiveServers.KEY;
      assertThat(new TiledSample(browser, Map.of()).documents(Scope.ENDS)).hasSize(11);
      TiledSample keyless = new TiledSample(uri, Map.of());
      assertThatThrownBy(keyless::documents)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContainingAll("401", "apiKey");
      TiledSample wrong = new TiledSample(uri, Map.of("apiKey", "canarywrong"));
      assertThatThrownBy(wrong::documents)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContainingAll("401", "apiKey")
          .hasMessageNotContaining("canary");
    }
  }
}
