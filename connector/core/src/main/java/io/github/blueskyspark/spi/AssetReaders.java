package io.github.blueskyspark.spi;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** The asset readers on the class path, by mimetype. Loaded once an owner; thread safe. */
public final class AssetReaders {
  private final List<AssetReader> readers;

  private AssetReaders(List<AssetReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /** Those that {@link ServiceLoader} finds beside this class. */
  public static AssetReaders load() {
    List<AssetReader> found = new ArrayList<>();
    ServiceLoader.load(AssetReader.class, AssetReaders.class.getClassLoader()).forEach(found::add);
    return new AssetReaders(found);
  }

  /** Exactly these. */
  public static AssetReaders of(AssetReader... readers) {
    return new AssetReaders(List.of(readers));
  }

  /**
   * The reader of a mimetype, parameters such as {@code ;header=absent} included; blanks and case
   * do not matter.
   *
   * @param where for the message: run, stream, data key
   * @throws AssetException when none reads it; lists those that are known
   */
  public AssetReader of(String mimetype, Location where) {
    String wanted = normal(mimetype);
    return readers.stream()
        .filter(r -> r.mimetypes().stream().anyMatch(m -> normal(m).equals(wanted)))
        .findFirst()
        .orElseThrow(() -> unknown(mimetype, where));
  }

  private AssetException unknown(String mimetype, Location where) {
    TreeSet<String> known = new TreeSet<>();
    readers.forEach(r -> known.addAll(r.mimetypes()));
    return new AssetException(
        where,
        "read external array",
        "no reader knows mimetype '" + mimetype + "'",
        "Known are "
            + String.join(", ", known)
            + "; add a reader with a services entry for "
            + AssetReader.class.getName());
  }

  private static String normal(String mimetype) {
    return mimetype.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
  }

  /** The reader that lists bare files of that name. */
  public Optional<AssetReader> byName(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return readers.stream()
        .filter(r -> r.suffixes().stream().anyMatch(lower::endsWith))
        .findFirst();
  }
}
