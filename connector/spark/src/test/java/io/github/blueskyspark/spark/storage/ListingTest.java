package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingTest {
  @TempDir private Path dir;

  @BeforeEach
  void files() throws IOException {
    Files.createDirectories(dir.resolve("below/_hidden"));
    Files.createDirectories(dir.resolve(".hidden"));
    for (String name :
        List.of(
            "a.jsonl",
            "b.msgpack",
            "below/c.jsonl",
            "_SUCCESS",
            ".x.crc",
            "below/_hidden/d.jsonl",
            ".hidden/e.jsonl")) {
      Files.writeString(dir.resolve(name), name);
    }
  }

  private static OptionValues options(String... pairs) {
    Map<String, String> given = new HashMap<>(Map.of("timeZone", "UTC"));
    for (int i = 0; i < pairs.length; i += 2) {
      given.put(pairs[i], pairs[i + 1]);
    }
    return OptionValues.parse(given);
  }

  private Listing list(String path, String... pairs) {
    return Listing.of(List.of(path), options(pairs), new Configuration());
  }

  private static List<String> names(Listing listing) {
    return listing.files().stream().map(FileRef::name).toList();
  }

  /** A local disk that nobody knows to be one. */
  static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }

    @Override
    public String getScheme() {
      return "elsewhere";
    }

    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      return Stream.of(super.listStatus(path)).map(Elsewhere::here).toArray(FileStatus[]::new);
    }

    @Override
    public FileStatus getFileStatus(org.apache.hadoop.fs.Path path) throws IOException {
      return here(super.getFileStatus(path));
    }

    private static FileStatus here(FileStatus status) {
      return new FileStatus(
          status.getLen(),
          status.isDirectory(),
          1,
          status.getBlockSize(),
          status.getModificationTime(),
          new org.apache.hadoop.fs.Path("elsewhere", "", status.getPath().toUri().getPath()));
    }
  }

  @Test
  void warehousesBelowADirectoryAreLeftOutWhereverTheyLie() throws IOException {
    for (String name : List.of("ware", "below/ware")) {
      Files.createDirectories(dir.resolve(name + "/_bluesky/commits"));
      Files.createDirectories(dir.resolve(name + "/runs"));
      Files.writeString(dir.resolve(name + "/_bluesky/commits/00000001.json"), "{}");
      Files.writeString(dir.resolve(name + "/runs/r.parquet"), "");
    }
    Configuration configuration = new Configuration();
    configuration.set("fs.elsewhere.impl", Elsewhere.class.getName());
    for (String path : List.of(dir.toString(), "elsewhere://" + dir)) {
      assertThat(names(Listing.of(List.of(path), options(), configuration)))
          .as(path)
          .containsExactlyInAnyOrder("a.jsonl", "b.msgpack", "c.jsonl");
      assertThat(names(Listing.of(List.of(path + "/ware"), options(), configuration)))
          .as(path)
          .containsExactly("r.parquet");
    }
  }

  @Test
  void directoriesAreRecursiveAndHiddenNamesLeftOut() {
    Listing listing = list(dir.toString());
    assertThat(names(listing)).containsExactly("a.jsonl", "b.msgpack", "c.jsonl");
    assertThat(listing.roots()).containsExactly("file:" + dir);
    assertThat(listing.files().get(0).size()).isEqualTo(7);
  }

  @Test
  void recursionCanBeTurnedOff() {
    assertThat(names(list(dir.toString(), "recursiveFileLookup", "false")))
        .containsExactly("a.jsonl", "b.msgpack");
  }

  @Test
  void globsAndNamedFilesWork() {
    assertThat(names(list(dir + "/*.jsonl"))).containsExactly("a.jsonl");
    assertThat(names(list(dir + "/{a,b}.*"))).containsExactly("a.jsonl", "b.msgpack");
    assertThat(names(list(dir + "/_SUCCESS"))).containsExactly("_SUCCESS");
  }

  @Test
  void overlappingPathsGiveEachFileOnce() {
    List<String> paths = List.of(dir.toString(), dir + "/a.jsonl", "file://" + dir + "/below");
    assertThat(names(Listing.of(paths, options(), new Configuration())))
        .containsExactly("a.jsonl", "b.msgpack", "c.jsonl");
  }

  @Test
  void filtersAreThoseOfSparksFileSources() throws IOException {
    Files.setLastModifiedTime(dir.resolve("a.jsonl"), FileTime.fromMillis(1_000_000_000_000L));
    assertThat(names(list(dir.toString(), "PATHGLOBFILTER", "*.jsonl")))
        .containsExactly("a.jsonl", "c.jsonl");
    assertThat(names(list(dir.toString(), "modifiedBefore", "2001-09-09T01:46:41")))
        .containsExactly("a.jsonl");
    assertThat(
            names(
                list(
                    dir.toString(),
                    "modifiedBefore",
                    "2001-09-09 03:46:41",
                    "timeZone",
                    "Europe/Berlin")))
        .containsExactly("a.jsonl");
    assertThat(names(list(dir.toString(), "modifiedAfter", "2999-01-01T00:00:00"))).isEmpty();
    assertThatThrownBy(() -> list(dir.toString(), "modifiedAfter", "yesterday"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("modifiedAfter")
        .hasMessageContaining("yesterday");
  }

  @Test
  void namesWithBlanksPercentSignsAndOtherLettersSurvive() throws IOException {
    for (String name :
        List.of("with blank.jsonl", "100%25 #1.jsonl", "x µ é.jsonl", "a:b.jsonl", "[1].jsonl")) {
      Path odd =
          Files.createDirectory(dir.resolve("odd " + name.length() + name.hashCode()))
              .resolve(name);
      Files.writeString(odd, name);
      for (String path : List.of(odd.toString(), odd.getParent().toString())) {
        FileRef file = list(path).files().get(0);
        HadoopStorage storage = new HadoopStorage(new Configuration());
        assertThat(storage.stat(file.uri())).contains(file);
        try (var in = storage.stream(file.uri(), 1)) {
          assertThat(in.readAllBytes())
              .isEqualTo(name.substring(1).getBytes(StandardCharsets.UTF_8));
        }
      }
    }
  }

  @Test
  void aMissingPathIsNamed() {
    assertThatThrownBy(() -> list(dir + "/no-such"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("/no-such: Cannot list archive: no such file or directory. ");
    assertThatThrownBy(() -> list(dir + "/no-*"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("no-*");
    assertThatThrownBy(() -> list("nowhere://x/y"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void serversAreNotListed() {
    Listing listing = list("mongodb://localhost/db");
    assertThat(listing.files()).isEmpty();
    assertThat(listing.roots()).containsExactly("mongodb://localhost/db");
  }
}
