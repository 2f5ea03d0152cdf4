package io.github.blueskyspark.plan;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files named in documents are now: option {@code rootMap}. Plain names only, nothing is
 * opened. Immutable.
 *
 * <p>The longest root wins, by path element. Roots may be POSIX or Windows directories, network
 * shares or URIs.
 */
public final class AssetPaths implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One entry of the map. */
  private record Root(String text, AssetPath old, AssetPath now) implements Serializable {}

  private final List<Root> roots;

  private AssetPaths(List<Root> roots) {
    this.roots = List.copyOf(roots);
  }

  /**
   * Reads the map.
   *
   * @param rootMap old to new directory, as option {@code rootMap} gives them
   * @throws OptionException when a directory is not absolute
   */
  public static AssetPaths of(Map<String, String> rootMap) {
    List<Root> roots = new ArrayList<>();
    rootMap.forEach((old, now) -> roots.add(new Root(old, old(old), directory("rootMap", now))));
    roots.sort(Comparator.comparingInt(r -> -r.old().elements().size()));
    return new AssetPaths(roots);
  }

  /**
   * Where directories are now that a store added to the map: the user's map says that, too, of the
   * directories that an archive names.
   *
   * @param given the user's map
   * @param completed what a store made of it
   */
  static Map<String, String> followed(Map<String, String> given, Map<String, String> completed) {
    if (given.isEmpty() || given.equals(completed)) {
      return completed;
    }
    Map<String, String> all = new HashMap<>(completed);
    AssetPaths paths = of(given);
    all.replaceAll(
        (old, now) ->
            given.containsKey(old) || given.containsValue(now)
                ? now
                : paths.map(directory("rootMap", now)).toString());
    return Map.copyOf(all);
  }

  private static AssetPath old(String text) {
    try {
      // Two slashes in front of a plain path mean a share here, as Windows means it.
      return AssetPath.parse(text.startsWith("//") ? text.replace('/', '\\') : text);
    } catch (IllegalArgumentException e) {
      throw wrong("rootMap", text, e);
    }
  }

  /**
   * A directory of this machine or of a scheme that an option names; a relative one is taken from
   * the working directory.
   */
  static AssetPath directory(String option, String text) {
    boolean isRelative = !text.startsWith("/") && !text.contains(":") && !text.startsWith("\\");
    try {
      return AssetPath.parse(isRelative ? Path.of(text).toAbsolutePath().toString() : text);
    } catch (IllegalArgumentException e) {
      throw wrong(option, text, e);
    }
  }

  private static OptionException wrong(String option, String text, IllegalArgumentException e) {
    return new OptionException(
            Location.option(option),
            "use directory '" + text + "'",
            e.getMessage(),
            "Give an absolute path or a URI")
        .because(e);
  }

  /** The name after mapping. */
  AssetPath map(AssetPath path) {
    for (Root root : roots) {
      if (path.isIn(root.old())) {
        List<String> elements = new ArrayList<>(root.now().elements());
        elements.addAll(
            path.elements().subList(root.old().elements().size(), path.elements().size()));
        return root.now().withElements(elements);
      }
    }
    return path;
  }

  /** The entry that maps a name, as {@code old=new}; empty where none does. */
  Optional<String> entry(AssetPath path) {
    return roots.stream()
        .filter(r -> path.isIn(r.old()))
        .findFirst()
        .map(r -> r.text() + "=" + r.now());
  }

  /**
   * The URI under which a file is now.
   *
   * @param uri as the documents name it
   * @throws IllegalArgumentException with the reason when it is no absolute name
   */
  public String resolve(String uri) {
    return map(read(uri, Reading.DECODED)).uri();
  }

  /** Ways of reading a URI's percent signs. */
  enum Reading {
    DECODED,
    LITERAL
  }

  /** Takes a name apart; a share written with two slashes is one only where the map knows it. */
  AssetPath read(String uri, Reading reading) {
    AssetPath plain =
        reading == Reading.DECODED ? AssetPath.parse(uri) : AssetPath.parseLiterally(uri);
    String path = uri.replaceFirst("(?i)^file:/{0,2}(?=//[^/])", "");
    boolean isHere = plain.scheme().equals("file") && plain.host().isEmpty();
    if (path.startsWith("//") && isHere && plain.elements().size() > 1) {
      AssetPath share =
          new AssetPath(
              "file",
              plain.elements().get(0),
              plain.elements().subList(1, plain.elements().size()));
      if (roots.stream().anyMatch(r -> share.isIn(r.old()))) {
        return share;
      }
    }
    return plain;
  }
}
