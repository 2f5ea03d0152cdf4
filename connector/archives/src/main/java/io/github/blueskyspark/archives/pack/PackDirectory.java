package io.github.blueskyspark.archives.pack;

import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The directory of one pack.
 *
 * @param uri absolute, without a slash at its end
 * @param listed what was listed below it; empty where the user named one of its files
 */
record PackDirectory(String uri, List<FileRef> listed) {
  private static final String MANIFEST = "documents_manifest.txt";
  private static final String CATALOG = "catalog.yml";

  PackDirectory {
    listed = List.copyOf(listed);
  }

  /** URI of a file inside, percent-encoded as listings spell it. */
  String child(String path) {
    try {
      return uri + new URI(null, null, "/" + path, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'" + path + "' is no name for a file", e);
    }
  }

  String manifest() {
    return uri + "/" + MANIFEST;
  }

  String catalog() {
    return uri + "/" + CATALOG;
  }

  String documents() {
    return uri + "/documents/";
  }

  /** Whether the user named the catalog or the manifest instead of the directory. */
  static boolean isNamedByFile(ArchivePlace place) {
    return place.root().endsWith("/" + CATALOG) || place.root().endsWith("/" + MANIFEST);
  }

  /**
   * The packs of a place: the directory itself, or those below it when everything there belongs to
   * one.
   *
   * @return empty when this is no place of packs
   */
  static List<PackDirectory> find(ArchivePlace place, Storage storage) throws IOException {
    if (isNamedByFile(place)) {
      String root = place.root().substring(0, place.root().lastIndexOf('/'));
      return List.of(new PackDirectory(root, List.of()));
    }
    PackDirectory own = new PackDirectory(place.directory(), place.files());
    boolean isFile = place.files().stream().anyMatch(f -> f.uri().equals(place.root()));
    if (isFile || ArchivePlace.isServer(place.root())) {
      return List.of();
    }
    Set<String> names = place.files().stream().map(FileRef::uri).collect(Collectors.toSet());
    if (names.contains(own.manifest()) || storage.stat(own.manifest()).isPresent()) {
      return List.of(own);
    }
    boolean hasDocuments = names.stream().anyMatch(n -> n.startsWith(own.documents()));
    if (hasDocuments && names.contains(own.catalog())) {
      return List.of(own);
    }
    return below(place);
  }

  private static List<PackDirectory> below(ArchivePlace place) {
    Set<String> roots = new TreeSet<>();
    for (FileRef file : place.files()) {
      if (file.uri().endsWith("/" + MANIFEST)) {
        roots.add(file.uri().substring(0, file.uri().length() - MANIFEST.length()));
      }
    }
    List<PackDirectory> packs = new ArrayList<>();
    int covered = 0;
    for (String root : roots) {
      List<FileRef> mine = place.files().stream().filter(f -> f.uri().startsWith(root)).toList();
      covered += mine.size();
      packs.add(new PackDirectory(root.substring(0, root.length() - 1), mine));
    }
    return covered == place.files().size() ? packs : List.of();
  }
}
