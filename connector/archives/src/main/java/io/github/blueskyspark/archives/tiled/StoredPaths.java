package io.github.blueskyspark.archives.tiled;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the database files that a catalog names are now: options {@code rootMap} and {@code
 * allowedRoots}. A name is mapped and normalized, links are resolved, and only then it is compared
 * with the roots, element by element.
 */
final class StoredPaths {
  private final OptionValues options;
  private final Storage storage;
  private final String ownDirectory;

  /**
   * @param ownDirectory URI of the catalog's directory, allowed where no roots are given; empty for
   *     a catalog on a server
   */
  StoredPaths(OptionValues options, Storage storage, String ownDirectory) {
    this.options = options;
    this.storage = storage;
    this.ownDirectory = ownDirectory;
  }

  /**
   * The file now.
   *
   * @param uri {@code sqlite://…} or {@code duckdb://…}, with any number of slashes
   * @throws ArchiveException when it is missing, forbidden or not on a local disk
   */
  Path file(String uri) throws IOException {
    List<String> named = elements(uri);
    List<String> now = mapped(named);
    String plain = uri(now);
    if (storage.stat(plain).isEmpty()) {
      throw refusal(
          plain,
          "there is no such file" + (now.equals(named) ? "" : " (the catalog names " + uri + ")"),
          "Map its directory with option rootMap, or name the database with tiled.storage");
    }
    String real = storage.realUri(plain);
    if (roots().stream().noneMatch(root -> isIn(elements(real), root))) {
      throw refusal(
          plain, "it is outside the allowed directories", "Add its directory to allowedRoots");
    }
    return Path.of(URI.create(uri(elements(real))));
  }

  private static ArchiveException refusal(String uri, String found, String remedy) {
    return new ArchiveException(
        Location.file(uri), "read tables of a Tiled catalog", found, remedy);
  }

  private List<List<String>> roots() throws IOException {
    List<String> given = new ArrayList<>(options.get(Options.ALLOWED_ROOTS));
    if (given.isEmpty() && !ownDirectory.isEmpty()) {
      given.add(ownDirectory);
    }
    List<List<String>> roots = new ArrayList<>();
    for (String root : given) {
      List<String> elements =
          elements(
              root.contains(":") || root.startsWith("/")
                  ? root
                  : Path.of(root).toAbsolutePath().toString());
      roots.add(elements);
      roots.add(elements(storage.realUri(uri(elements))));
    }
    return roots;
  }

  private List<String> mapped(List<String> named) {
    List<String> best = named;
    int longest = -1;
    for (Map.Entry<String, String> entry : options.get(Options.ROOT_MAP).entrySet()) {
      List<String> old = elements(entry.getKey());
      if (isIn(named, old) && old.size() > longest) {
        longest = old.size();
        best = new ArrayList<>(elements(entry.getValue()));
        best.addAll(named.subList(old.size(), named.size()));
      }
    }
    return best;
  }

  private static boolean isIn(List<String> path, List<String> root) {
    return path.size() >= root.size() && path.subList(0, root.size()).equals(root);
  }

  /** Between the slashes, decoded where it is a URI; a Windows drive is the first, upper case. */
  static List<String> elements(String text) {
    String path = text;
    int colon = text.indexOf(':');
    if (colon > 1) {
      path = text.substring(colon + 1).replaceFirst("[?#].*$", "");
      path = path.replaceFirst("^//(?!/)[^/]*", "");
      path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    List<String> elements = new ArrayList<>();
    for (String element : path.replace('\\', '/').split("/", -1)) {
      if (element.equals("..")) {
        if (!elements.isEmpty()) {
          elements.remove(elements.size() - 1);
        }
      } else if (!element.isEmpty() && !element.equals(".")) {
        boolean isDrive = elements.isEmpty() && element.matches("[a-z]:");
        elements.add(isDrive ? element.toUpperCase(Locale.ROOT) : element);
      }
    }
    return elements;
  }

  private static String uri(List<String> elements) {
    try {
      return new URI("file", null, "/" + String.join("/", elements), null).toString();
    } catch (URISyntaxException e) {
      throw refusal(String.join("/", elements), e.getReason(), "Rename the file").because(e);
    }
  }
}
