package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.plan.AssetPaths.Reading;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The external files that may be opened: options {@code rootMap} and {@code allowedRoots} applied
 * to every name.
 *
 * <p>A name is decoded, mapped and normalized, links are resolved, and the result must lie in an
 * allowed root by path element; only then the file is looked at, and the resolved file is the one
 * that is opened. What is no regular file counts as missing. Not thread safe; made in each task.
 */
public final class AllowedFiles implements AssetFiles {
  private static final String MAP_HINT = "map it with option rootMap";

  private final Storage storage;
  private final FilesAround around;
  private final Map<Class<?>, Object> shared;
  private final AssetPaths paths;
  private final List<AssetPath> roots;
  private final ReadMetrics metrics;
  private final Location where;

  private AllowedFiles(
      Storage storage,
      FilesAround around,
      Map<Class<?>, Object> shared,
      AssetPaths paths,
      List<AssetPath> roots,
      ReadMetrics metrics,
      Location where) {
    this.storage = storage;
    this.around = around;
    this.shared = shared;
    this.paths = paths;
    this.roots = roots;
    this.metrics = metrics;
    this.where = where;
  }

  /**
   * Files below the given directories.
   *
   * @param allowedRoots absolute paths or URIs; nothing outside is opened
   */
  public static AllowedFiles below(
      List<String> allowedRoots, AssetPaths paths, Storage storage, ReadMetrics metrics) {
    Set<AssetPath> roots = new LinkedHashSet<>();
    for (String text : allowedRoots) {
      AssetPath root = AssetPaths.directory("allowedRoots", text);
      try {
        roots.add(AssetPath.parse(storage.realUri(root.uri())));
      } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
        roots.add(root); // not there now: nothing below it is either
      }
    }
    return new AllowedFiles(
        storage,
        new FilesAround(storage),
        new HashMap<>(),
        paths,
        List.copyOf(roots),
        metrics,
        Location.of("external files"));
  }

  /** The same files, with another place in the messages: run, stream and data key. */
  public AllowedFiles at(Location place) {
    return new AllowedFiles(storage, around, shared, paths, roots, metrics, place);
  }

  @Override
  public <T> T shared(Class<T> type, Supplier<T> make) {
    return type.cast(shared.computeIfAbsent(type, t -> make.get()));
  }

  @Override
  public RandomAccess open(String uri) throws IOException {
    Optional<FileRef> file = stat(uri);
    if (file.isEmpty()) {
      throw missing(uri);
    }
    metrics.add(Counter.FILES_OPENED, 1);
    try {
      return storage.open(file.get());
    } catch (AccessDeniedException e) {
      throw cannotOpen(uri, "permission is denied", "Let the user that runs the query read it")
          .because(e);
    }
  }

  @Override
  public Optional<FileRef> stat(String uri) throws IOException {
    for (AssetPath path : candidates(uri)) {
      Optional<AssetPath> real = real(uri, path);
      Optional<FileRef> found = real.isEmpty() ? Optional.empty() : look(uri, real.get());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * A link target in the directory of the file that names it, or absolute; its percent signs are
   * part of the name.
   */
  @Override
  public String resolve(String fromUri, String name) throws IOException {
    String target = name;
    boolean isAbsolute =
        name.startsWith("/")
            || name.startsWith("\\\\")
            || name.matches("(?s)[A-Za-z][A-Za-z0-9+.-]*:.*");
    if (!isAbsolute) {
      AssetPath from = parse(fromUri, fromUri, Reading.DECODED);
      List<String> directory =
          from.elements().isEmpty()
              ? from.elements()
              : from.elements().subList(0, from.elements().size() - 1);
      AssetPath joined =
          parse(name, "/" + String.join("/", directory) + "/" + name, Reading.LITERAL);
      target = from.withElements(joined.elements()).uri();
    } else if (name.startsWith("/")) {
      target = parse(name, name, Reading.LITERAL).uri();
    }
    real(target, paths.map(parse(target, target, Reading.DECODED)));
    return target;
  }

  @Override
  public List<String> children(String uri) throws IOException {
    for (AssetPath path : candidates(uri)) {
      Optional<AssetPath> real = real(uri, path);
      if (real.isPresent() && storage.isDirectory(real.get().uri())) {
        return storage.directories(real.get().uri());
      }
    }
    return List.of();
  }

  @Override
  public ReadMetrics metrics() {
    return metrics;
  }

  /**
   * The name as decoded, then as it is written, then with its letters composed or decomposed, as
   * some file systems store them.
   */
  private Set<AssetPath> candidates(String uri) {
    Set<AssetPath> candidates = new LinkedHashSet<>();
    AssetPath decoded = paths.map(parse(uri, uri, Reading.DECODED));
    candidates.add(decoded);
    candidates.add(paths.map(parse(uri, uri, Reading.LITERAL)));
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
      candidates.add(
          decoded.withElements(
              decoded.elements().stream().map(e -> Normalizer.normalize(e, form)).toList()));
    }
    return candidates;
  }

  private AssetPath parse(String uri, String text, Reading reading) {
    try {
      return paths.read(text, reading);
    } catch (IllegalArgumentException e) {
      throw cannotOpen(uri, e.getMessage(), "Correct the name in the documents, or " + MAP_HINT)
          .because(e)
          .as(AssetStatus.MISSING);
    }
  }

  /**
   * The name with links resolved.
   *
   * @return empty when there is no such file
   * @throws AssetException when it is not allowed
   */
  private Optional<AssetPath> real(String uri, AssetPath path) throws IOException {
    Set<String> schemes =
        roots.stream().map(AssetPath::scheme).collect(Collectors.toCollection(LinkedHashSet::new));
    schemes.add("file");
    if (!schemes.contains(path.scheme())) {
      throw forbidden(
          uri,
          "scheme '"
              + path.scheme()
              + "' is none of those of option allowedRoots ("
              + String.join(", ", schemes)
              + ")");
    }
    boolean isElsewhere = path.scheme().equals("file") && !path.host().isEmpty();
    if (isElsewhere && roots.stream().noneMatch(path::isIn)) {
      throw cannotOpen(
              uri,
              "it is on host '" + path.host() + "'",
              "Say in option rootMap where that host's directory is now")
          .as(AssetStatus.FORBIDDEN);
    }
    if (path.isOnDrive() && roots.stream().noneMatch(path::isIn)) {
      throw cannotOpen(
              uri,
              "drive " + path.elements().get(0) + " is not here",
              "Say in option rootMap where its directory is now")
          .as(AssetStatus.MISSING);
    }
    AssetPath real = path;
    try {
      real = AssetPath.parse(storage.realUri(path.uri()));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      if (isAllowed(path)) {
        return Optional
            .empty(); // nothing there, a loop of links, or a name the file system cannot spell
      }
    }
    if (!isAllowed(real)) {
      throw forbidden(
          uri,
          (real.equals(path) ? "it" : "'" + real + "'")
              + " is outside the allowed roots "
              + rootText());
    }
    return Optional.of(real);
  }

  private boolean isAllowed(AssetPath path) {
    return roots.stream().anyMatch(path::isIn);
  }

  private Optional<FileRef> look(String uri, AssetPath real) throws IOException {
    try {
      return around.stat(real.uri());
    } catch (AccessDeniedException e) {
      throw cannotOpen(uri, "permission is denied", "Let the user that runs the query read it")
          .because(e);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private AssetException missing(String uri) {
    AssetPath decoded = parse(uri, uri, Reading.DECODED);
    AssetPath mapped = paths.map(decoded);
    String by = paths.entry(decoded).map(e -> " (by rootMap " + e + ")").orElse("");
    return cannotOpen(
            uri,
            "there is no regular file '" + mapped + "'" + by,
            "Bring it back, or say in option rootMap where its directory is now; missingFrames=null"
                + " reads the rest")
        .as(AssetStatus.MISSING);
  }

  private AssetException forbidden(String uri, String found) {
    return cannotOpen(uri, found, "Add its directory to option allowedRoots, or " + MAP_HINT)
        .as(AssetStatus.FORBIDDEN);
  }

  private AssetException cannotOpen(String uri, String found, String remedy) {
    return new AssetException(where.asset(printable(uri)), "open external file", found, remedy);
  }

  /** Control characters out of documents have no place in messages. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "\uFFFD");
  }

  private String rootText() {
    List<String> texts = new ArrayList<>(roots.stream().map(r -> "'" + r + "'").toList());
    return texts.isEmpty() ? "(there are none)" : String.join(", ", texts);
  }
}
