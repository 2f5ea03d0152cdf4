package io.github.blueskyspark.archives.pack;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory that databroker-pack wrote, or several below one directory.
 *
 * <p>Its parts are the plain document files that {@code documents_manifest.txt} names, so that a
 * document format reads them; what the pack adds are the roots of {@code catalog.yml}, which
 * complete option {@code rootMap}. What the user maps wins.
 */
public final class PackStore implements ArchiveStore {
  private static final Pattern ABSOLUTE =
      Pattern.compile("(/|\\\\|[A-Za-z]:[\\\\/]|[A-Za-z][A-Za-z0-9+.-]+:).*", Pattern.DOTALL);

  @Override
  public String name() {
    return "pack";
  }

  @Override
  public boolean recognises(ArchivePlace place, Storage storage) throws IOException {
    return !PackDirectory.find(place, storage).isEmpty();
  }

  private static List<PackDirectory> packs(ArchivePlace place, Storage storage) throws IOException {
    List<PackDirectory> found = PackDirectory.find(place, storage);
    if (found.isEmpty()) {
      throw new ArchiveException(
          Location.file(place.root()),
          "read pack",
          "there is neither documents_manifest.txt nor a catalog.yml beside documents/",
          "Name the directory that databroker-pack wrote, or leave option archive out");
    }
    return found;
  }

  @Override
  public OptionValues completed(OptionValues options, ArchivePlace place, Storage storage)
      throws IOException {
    Map<String, String> given = options.get(Options.ROOT_MAP);
    Map<String, String> roots = new LinkedHashMap<>();
    for (PackDirectory pack : packs(place, storage)) {
      if (storage.stat(pack.catalog()).isPresent()) {
        RootMapFile.read(pack.catalog(), storage)
            .forEach(
                (root, directory) -> {
                  String old = ABSOLUTE.matcher(root).matches() ? root : "/" + root;
                  String now = given.getOrDefault(root, directory(pack, directory));
                  String before = roots.put(old, now);
                  if (before != null && !before.equals(now)) {
                    throw twoPlaces(pack, root);
                  }
                });
      }
    }
    given.forEach(
        (old, now) -> {
          if (!roots.containsKey("/" + old)) {
            roots.put(old, now);
          }
        });
    OptionValues made = options.with(Options.ROOT_MAP, Map.copyOf(roots));
    return PackDirectory.isNamedByFile(place) ? namedByDirectory(made, place) : made;
  }

  private static ArchiveException twoPlaces(PackDirectory pack, String root) {
    return new ArchiveException(
        Location.file(pack.catalog()),
        "read several packs at once",
        "root '" + root + "' is in another directory than in the pack before",
        "Read them one by one, or say in option rootMap where it is");
  }

  private static String directory(PackDirectory pack, String said) {
    if (ABSOLUTE.matcher(said).matches()) {
      return said;
    }
    return pack.child(said.indexOf('/') < 0 ? said.replace('\\', '/') : said);
  }

  /** The pack is its directory, also for what may be opened, when the user named its catalog. */
  private static OptionValues namedByDirectory(OptionValues options, ArchivePlace place) {
    String directory = place.root().substring(0, place.root().lastIndexOf('/'));
    List<String> paths =
        options.get(Options.PATH).stream()
            .map(p -> p.equals(place.root()) ? directory : p)
            .toList();
    return options.with(Options.PATH, paths);
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    List<FileRef> parts = new ArrayList<>();
    for (PackDirectory pack : packs(request.place(), request.storage())) {
      if (request.storage().stat(pack.manifest()).isPresent()) {
        parts.addAll(named(pack, request));
      } else {
        pack.listed().stream()
            .filter(f -> f.uri().startsWith(pack.documents()))
            .forEach(parts::add);
      }
    }
    return new StoreParts(parts, false);
  }

  private static List<FileRef> named(PackDirectory pack, StoreRequest request) throws IOException {
    Map<String, FileRef> listed = new HashMap<>();
    pack.listed().forEach(f -> listed.put(f.uri(), f));
    boolean isFiltered =
        request.options().has(Options.PATH_GLOB_FILTER)
            || request.options().has(Options.MODIFIED_AFTER)
            || request.options().has(Options.MODIFIED_BEFORE);
    String real = request.storage().realUri(pack.uri());
    List<FileRef> files = new ArrayList<>();
    for (String name : DocumentsManifest.read(pack.manifest(), request.storage())) {
      String uri = pack.child(name);
      Optional<FileRef> file = Optional.ofNullable(listed.get(uri));
      if (file.isEmpty()) {
        file = request.storage().stat(uri);
        if (file.isPresent() && isFiltered && !pack.listed().isEmpty()) {
          continue;
        }
      }
      if (file.isPresent()) {
        refuseOutside(pack, name, real, request.storage().realUri(uri));
        files.add(file.get());
      } else if (!request.options().get(Options.IGNORE_MISSING_FILES)) {
        throw new ArchiveException(
            Location.file(pack.manifest()),
            "read pack",
            "it names '" + name + "', and there is no such file",
            "Copy the file into the pack, or read with ignoreMissingFiles=true");
      }
    }
    return files;
  }

  private static void refuseOutside(PackDirectory pack, String name, String real, String file) {
    if (!file.startsWith(real.endsWith("/") ? real : real + "/")) {
      throw new ArchiveException(
          Location.file(pack.manifest()),
          "read pack",
          "'" + name + "' is a link that leads outside the pack",
          "Put the file itself there, or name it in option path");
    }
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) {
    throw new IllegalStateException("a pack has no parts but document files; please report");
  }
}
