package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.ArchiveStores;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LineFormat;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesTest {
  private static final DocumentFormats FORMATS = DocumentFormats.of(new LineFormat());

  /** A store that owns directories with a file {@code box}; two parts each. */
  private static final class Box implements ArchiveStore {
    private final List<StoreRequest> asked = new ArrayList<>();
    private int looked;

    @Override
    public String name() {
      return "box";
    }

    @Override
    public boolean recognises(ArchivePlace place, Storage storage) throws IOException {
      looked++;
      if (place.root().endsWith("broken")) {
        throw new IOException("stale handle");
      }
      return place.root().startsWith("mongodb:")
          || place.files().stream().anyMatch(f -> f.name().equals("box"));
    }

    @Override
    public OptionValues completed(OptionValues options, ArchivePlace place, Storage storage) {
      return options.with(Options.ROOT_MAP, Map.of("/old", place.directory()));
    }

    @Override
    public StoreParts parts(StoreRequest request) {
      asked.add(request);
      String uri = request.place().directory();
      return new StoreParts(
          List.of(new FileRef(uri + "#1", 1, 0, "box"), new FileRef(uri + "#2", 1, 0, "box")),
          true);
    }

    @Override
    public DocumentReader open(FileRef part, StoreReading reading) {
      throw new AssertionError("the driver opens nothing");
    }
  }

  private final Box box = new Box();

  private static FileRef file(String uri) {
    return new FileRef(uri, 1, 0);
  }

  private Sources sources(String archive, List<FileRef> files, String... roots) {
    OptionValues options =
        OptionValues.parse(Map.of("archive", archive)).with(Options.PATH, List.of(roots));
    return Sources.of(options, files, null, ArchiveStores.of(box), FORMATS);
  }

  private Sources.Parts parts(Sources sources) {
    return sources.parts(List.of(), Set.of());
  }

  @Test
  void aDirectoryThatAStoreRecognisesIsReadByItsParts() {
    Sources sources = sources("auto", List.of(file("file:/a/box"), file("file:/a/x")), "file:/a");
    assertThat(parts(sources).apart())
        .extracting(FileRef::uri)
        .containsExactly("file:/a#1", "file:/a#2");
    assertThat(parts(sources).others()).isEmpty();
    assertThat(sources.options().get(Options.ROOT_MAP)).containsEntry("/old", "file:/a");
  }

  @Test
  void conditionsAndRunsReachTheStore() {
    Sources sources = sources("auto", List.of(file("file:/a/box")), "file:/a");
    sources.parts(List.of(MongoQuery.parse("{\"scan_id\": 1}")), Set.of("uid"));
    assertThat(box.asked.get(0).conditions()).hasSize(1);
    assertThat(box.asked.get(0).runUids()).containsExactly("uid");
    assertThat(sources.narrows()).isTrue();
  }

  @Test
  void besidesOtherPlacesPartsMayShareRuns() {
    List<FileRef> files = List.of(file("file:/a/box"), file("file:/b/x"));
    Sources.Parts parts = parts(sources("auto", files, "file:/a", "file:/b"));
    assertThat(parts.apart()).isEmpty();
    assertThat(parts.others()).hasSize(3);
  }

  @Test
  void aNeighbourWhoseNameBeginsAlikeIsAnotherPlace() {
    List<FileRef> files = List.of(file("file:/a/box"), file("file:/ab/x"));
    Sources.Parts parts = parts(sources("auto", files, "file:/a", "file:/ab"));
    assertThat(parts.others()).extracting(FileRef::uri).contains("file:/ab/x");
  }

  @Test
  void namedFilesOfAFormatAskNoStoreHoweverMany() {
    List<FileRef> files = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      files.add(file("file:/a/" + i + ".lines"));
    }
    String[] roots = files.stream().map(FileRef::uri).toArray(String[]::new);
    Sources sources = sources("auto", files, roots);
    assertThat(parts(sources).others()).hasSize(100_000);
    assertThat(box.looked).isZero();
    assertThat(sources.narrows()).isFalse();
  }

  @Test
  void aNamedFileThatNoFormatOwnsIsShownToTheStores() {
    Sources sources = sources("auto", List.of(file("file:/a/box")), "file:/a/box");
    assertThat(parts(sources).apart()).hasSize(2);
    assertThat(box.looked).isEqualTo(1);
  }

  @Test
  void anArchiveKindThatIsNoStoreMeansPlainFiles() {
    Sources sources = sources("jsonl", List.of(file("file:/a/box")), "file:/a");
    assertThat(parts(sources).others()).hasSize(1);
    assertThat(sources.narrows()).isFalse();
  }

  @Test
  void aServerChangesWithoutItsFilesChanging() {
    assertThat(sources("auto", List.of(), "mongodb://host/db").changes()).isTrue();
    assertThat(sources("auto", List.of(file("file:/a/box")), "file:/a").changes()).isFalse();
  }

  @Test
  void aServerThatNoStoreKnowsIsRefusedWithoutItsPassword() {
    assertThatThrownBy(() -> sources("auto", List.of(), "kafka://me:secret@host/topic"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("kafka://host/topic")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aPlaceThatCannotBeLookedAtIsNamed() {
    assertThatThrownBy(() -> sources("auto", List.of(), "file:/broken"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("file:/broken")
        .hasMessageContaining("stale handle");
  }
}
