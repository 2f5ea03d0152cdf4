package io.github.blueskyspark.archives.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.LocalStorage;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackStoreTest {
  private static final String HASH = "f187f819a2dc1ed1ceaa6cabf3be874c";

  private final PackStore store = new PackStore();
  private final LocalStorage storage = new LocalStorage();
  @TempDir private Path parent;
  private Path pack;

  @BeforeEach
  void onePack() throws IOException {
    pack = Files.createDirectories(parent.resolve("a pack"));
    Files.createDirectories(pack.resolve("documents"));
    Files.writeString(pack.resolve("documents/one.jsonl"), "");
    Files.writeString(pack.resolve("documents/two.jsonl"), "");
    Files.writeString(pack.resolve("documents/other.jsonl"), "");
    manifest("documents/one.jsonl\ndocuments/two.jsonl\n");
    roots("\n        " + HASH + ": external_files/" + HASH);
  }

  private void manifest(String text) throws IOException {
    Files.writeString(pack.resolve("documents_manifest.txt"), text);
  }

  private void roots(String rootMap) throws IOException {
    catalog(
        """
        sources:
          packed_catalog:
            args:
              paths:
              - /elsewhere/documents/*.jsonl
              root_map: %s
            driver: bluesky-jsonl-catalog
            metadata:
              generated_by:
                library: databroker_pack
                version: 0.3.0
              relative_paths:
              - ./documents/*.jsonl
        """
            .formatted(rootMap));
  }

  private void catalog(String text) throws IOException {
    Files.writeString(pack.resolve("catalog.yml"), text);
  }

  private ArchivePlace place(Path root) throws IOException {
    List<FileRef> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(LocalStorage.ref(file));
      }
    }
    files.sort(Comparator.comparing(FileRef::uri));
    String uri = root.toUri().toString();
    return new ArchivePlace(uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri, files);
  }

  private List<String> names(Map<String, String> options) throws IOException {
    ArchivePlace place = place(pack);
    StoreRequest request =
        new StoreRequest(place, OptionValues.parse(options), storage, List.of(), Set.of());
    return store.parts(request).parts().stream().map(FileRef::name).toList();
  }

  private Map<String, String> rootMap(Map<String, String> options) throws IOException {
    return store.completed(OptionValues.parse(options), place(pack), storage).get(Options.ROOT_MAP);
  }

  @Test
  void theManifestDecidesWhichFilesBelongToThePack() throws IOException {
    assertThat(names(Map.of())).containsExactly("one.jsonl", "two.jsonl");
  }

  @Test
  void aManifestMayHaveCarriageReturnsBlankLinesRepeatsAndBackslashes() throws IOException {
    manifest("\uFEFFdocuments\\two.jsonl\r\n\r\n./documents//one.jsonl\r\ndocuments/one.jsonl");
    assertThat(names(Map.of())).containsExactly("two.jsonl", "one.jsonl");
  }

  @Test
  void withoutAManifestEverythingBelowDocumentsBelongsToThePack() throws IOException {
    Files.delete(pack.resolve("documents_manifest.txt"));
    assertThat(names(Map.of())).containsExactlyInAnyOrder("one.jsonl", "other.jsonl", "two.jsonl");
  }

  @Test
  void entriesThatLeadOutsideAreRefusedByLine() throws IOException {
    for (String entry :
        List.of(
            "../x.jsonl", "documents/../../x.jsonl", "/etc/passwd", "C:\\x.jsonl", "\\\\h\\s\\x")) {
      manifest("documents/one.jsonl\n" + entry + "\n");
      assertThatThrownBy(() -> names(Map.of()))
          .as(entry)
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("documents_manifest.txt:line 2");
    }
  }

  @Test
  void aLinkThatLeadsOutsideIsRefused() throws IOException {
    Path secret = Files.writeString(parent.resolve("secret.jsonl"), "");
    Files.createSymbolicLink(pack.resolve("documents/link.jsonl"), secret);
    manifest("documents/link.jsonl\n");
    assertThatThrownBy(() -> names(Map.of()))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("leads outside the pack");
  }

  @Test
  void aFileThatTheManifestNamesAndThatIsGoneIsAnErrorUnlessIgnored() throws IOException {
    Files.delete(pack.resolve("documents/two.jsonl"));
    assertThatThrownBy(() -> names(Map.of()))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("two.jsonl")
        .hasMessageContaining("ignoreMissingFiles");
    assertThat(names(Map.of("ignoreMissingFiles", "true"))).containsExactly("one.jsonl");
  }

  @Test
  void anEndlessLineIsRefused() throws IOException {
    manifest("x".repeat(100_000));
    assertThatThrownBy(() -> names(Map.of()))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("longer than");
  }

  @Test
  void relativeRootsLieInThePack() throws IOException {
    String uri = place(pack).directory();
    assertThat(rootMap(Map.of()))
        .containsExactly(Map.entry("/" + HASH, uri + "/external_files/" + HASH));
  }

  @Test
  void absoluteRootsStayAndTheUsersMapWins() throws IOException {
    roots("\n        " + HASH + ": /data/npy\n        cafe: 'Z:\\data'");
    assertThat(rootMap(Map.of())).isEqualTo(Map.of("/" + HASH, "/data/npy", "/cafe", "Z:\\data"));
    assertThat(rootMap(Map.of("rootMap", "/" + HASH + "=/mnt,/old=/new")))
        .isEqualTo(Map.of("/" + HASH, "/mnt", "/old", "/new", "/cafe", "Z:\\data"));
  }

  @Test
  void aFilledPackHasNoRoots() throws IOException {
    roots("{}");
    assertThat(rootMap(Map.of())).isEmpty();
  }

  @Test
  void aCatalogIsPlainYaml() throws IOException {
    Map<String, String> bad = new HashMap<>();
    bad.put("!!python/object/apply:os.system ['true']", "");
    bad.put("sources: !!javax.script.ScriptEngineManager [x]", "");
    bad.put("sources: [", "");
    bad.put("sources: 7", "'sources' is no mapping");
    bad.put("[".repeat(100_000), "nested deeper");
    bad.put("sources: {a: {args: {root_map: {x: [1]}}}}", "not texts");
    bad.put("#" + " ".repeat(1 << 20), "larger than");
    bad.put(
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
            + "b: &b [*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
            + "d: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n",
        "");
    for (Map.Entry<String, String> one : bad.entrySet()) {
      catalog(one.getKey());
      assertThatThrownBy(() -> rootMap(Map.of()))
          .isInstanceOf(ArchiveException.class)
          .hasMessageContaining("catalog.yml: Cannot read pack")
          .hasMessageContaining(one.getValue());
    }
    for (String empty : List.of("", "# nothing\n", "sources: {}", "metadata: {a: 1}")) {
      catalog(empty);
      assertThat(rootMap(Map.of())).isEmpty();
    }
  }

  @Test
  void packsAreRecognisedAndOtherDirectoriesAreNot() throws IOException {
    assertThat(store.recognises(place(pack), storage)).isTrue();
    assertThat(store.recognises(place(parent), storage)).isTrue();
    Files.writeString(parent.resolve("beside.jsonl"), "");
    assertThat(store.recognises(place(parent), storage)).isFalse();
    assertThat(store.recognises(place(pack.resolve("documents")), storage)).isFalse();
    assertThat(store.recognises(place(pack.resolve("documents/one.jsonl")), storage)).isFalse();
    assertThat(store.recognises(new ArchivePlace("mongodb://h/db", List.of()), storage)).isFalse();
  }

  @Test
  void severalPacksBelowADirectoryAreReadTogether() throws IOException {
    Path first = pack;
    pack = Files.createDirectories(parent.resolve("b pack"));
    Files.createDirectories(pack.resolve("documents"));
    Files.writeString(pack.resolve("documents/three.jsonl"), "");
    manifest("documents/three.jsonl\n");
    roots("{cafe: external_files/cafe}");
    pack = parent;
    assertThat(names(Map.of())).containsExactly("one.jsonl", "two.jsonl", "three.jsonl");
    assertThat(rootMap(Map.of())).hasSize(2);
    pack = first;
  }

  @Test
  void theCatalogFileStandsForItsDirectory() throws IOException {
    ArchivePlace place = place(pack.resolve("catalog.yml"));
    assertThat(store.recognises(place, storage)).isTrue();
    OptionValues given = OptionValues.defaults().with(Options.PATH, List.of(place.root()));
    OptionValues made = store.completed(given, place, storage);
    assertThat(made.get(Options.PATH)).containsExactly(place(pack).root());
    StoreRequest request = new StoreRequest(place, made, storage, List.of(), Set.of());
    assertThat(store.parts(request).parts()).hasSize(2);
  }

  @Test
  void whatIsNoPackIsRefusedWhenAskedFor() throws IOException {
    ArchivePlace place = place(Files.createDirectories(parent.resolve("empty")));
    assertThatThrownBy(() -> store.completed(OptionValues.defaults(), place, storage))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("documents_manifest.txt");
  }
}
