package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.ArchiveStores;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The places an archive consists of, each read by a store or as plain document files. */
final class Sources {
  /**
   * What is to be read.
   *
   * @param apart parts that share no run with anything else
   * @param others files and parts that may share runs
   * @param divisible parts of which several tasks may read a share
   */
  record Parts(List<FileRef> apart, List<FileRef> others, Set<FileRef> divisible) {}

  private record Section(ArchivePlace place, Optional<ArchiveStore> store) {}

  private static final char AFTER_SLASH = '/' + 1;

  private final Storage storage;
  private final OptionValues options;
  private final DocumentFormats formats;
  private final List<Section> sections;

  private Sources(
      Storage storage, OptionValues options, DocumentFormats formats, List<Section> sections) {
    this.storage = storage;
    this.options = options;
    this.formats = formats;
    this.sections = List.copyOf(sections);
  }

  /**
   * Sorts the listed files to their places. A file that the user named and whose ending a document
   * format owns is no place for a store, so that naming many files asks no store and opens none.
   *
   * @throws ArchiveException when a place cannot be looked at
   */
  static Sources of(
      OptionValues given,
      List<FileRef> files,
      Storage storage,
      ArchiveStores stores,
      DocumentFormats formats) {
    boolean isAuto = given.get(Options.ARCHIVE).equalsIgnoreCase(ArchiveStores.AUTO);
    OptionValues options = given;
    List<Section> sections = new ArrayList<>();
    NavigableMap<String, FileRef> left = new TreeMap<>();
    files.forEach(f -> left.put(f.uri(), f));
    for (String root : given.get(Options.PATH)) {
      if (isAuto && left.containsKey(root) && formats.ownsName(left.get(root).name())) {
        continue; // stays with the plain files
      }
      ArchivePlace place = new ArchivePlace(root, take(root, left));
      try {
        Optional<ArchiveStore> store = stores.of(place, given.get(Options.ARCHIVE), storage);
        if (store.isPresent()) {
          OptionValues more = store.get().completed(options, place, storage);
          options =
              more.with(
                  Options.ROOT_MAP,
                  AssetPaths.followed(given.get(Options.ROOT_MAP), more.get(Options.ROOT_MAP)));
        } else if (ArchivePlace.isServer(root)) {
          throw unknownServer(root);
        }
        sections.add(new Section(place, store));
      } catch (IOException e) {
        throw cannotRead(place, e);
      }
    }
    if (!left.isEmpty()) {
      sections.add(new Section(new ArchivePlace("", List.copyOf(left.values())), Optional.empty()));
    }
    return new Sources(storage, options, formats, sections);
  }

  /** Takes a root's file, or the files below it, out of those that are left. */
  private static List<FileRef> take(String root, NavigableMap<String, FileRef> left) {
    FileRef itself = left.remove(root);
    String directory = root.endsWith("/") ? root : root + "/";
    String behind = directory.substring(0, directory.length() - 1) + AFTER_SLASH;
    Map<String, FileRef> below = left.subMap(directory, behind);
    List<FileRef> taken = new ArrayList<>();
    if (itself != null) {
      taken.add(itself);
    }
    taken.addAll(below.values());
    below.clear();
    return taken;
  }

  private static ArchiveException unknownServer(String root) {
    return new ArchiveException(
        Location.file(root),
        "read archive",
        "no reader for this kind of server is on the class path",
        "Name a file or directory, or set option archive");
  }

  private static ArchiveException cannotRead(ArchivePlace place, IOException e) {
    return new ArchiveException(
            Location.file(place.root()),
            "read archive",
            String.valueOf(e.getMessage()),
            "Check option 'path' and the permissions")
        .because(e);
  }

  /** The reader's options, completed by what the places know. */
  OptionValues options() {
    return options;
  }

  /** Whether what the places hold may change without a file being another. */
  boolean changes() {
    return sections.stream().anyMatch(s -> ArchivePlace.isServer(s.place().root()));
  }

  /** Name of the store where there is one place, read by a store. */
  Optional<String> onlyStore() {
    return sections.size() == 1
        ? sections.get(0).store().map(ArchiveStore::name)
        : Optional.empty();
  }

  /** Whether conditions can make the parts fewer. */
  boolean narrows() {
    return sections.stream().anyMatch(s -> s.store().isPresent());
  }

  /**
   * What is to be read.
   *
   * @param conditions all must hold of a wanted run
   * @param runUids wanted runs; all when empty
   */
  Parts parts(List<Predicate> conditions, Collection<String> runUids) {
    Candidates candidates = new Candidates(formats, options);
    List<FileRef> apart = new ArrayList<>();
    List<FileRef> others = new ArrayList<>();
    Set<FileRef> divisible = new HashSet<>();
    for (Section section : sections) {
      if (section.store().isEmpty()) {
        section.place().files().stream().filter(candidates::isDocuments).forEach(others::add);
        continue;
      }
      StoreParts found =
          parts(
              section,
              new StoreRequest(section.place(), options, storage, conditions, Set.copyOf(runUids)));
      boolean alone = found.apart() && sections.size() == 1;
      (alone ? apart : others).addAll(found.parts());
      if (alone) {
        divisible.addAll(found.divisible());
      }
    }
    return new Parts(apart, others, divisible);
  }

  private static StoreParts parts(Section section, StoreRequest request) {
    try {
      return section.store().orElseThrow().parts(request);
    } catch (IOException e) {
      throw cannotRead(section.place(), e);
    }
  }
}
