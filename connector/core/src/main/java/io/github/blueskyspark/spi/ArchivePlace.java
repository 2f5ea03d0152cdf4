package io.github.blueskyspark.spi;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One path that the user named.
 *
 * @param root absolute URI of a file or directory, or of a server; passwords included
 * @param files what was listed below it, sorted by URI; empty for a server
 */
public record ArchivePlace(String root, List<FileRef> files) {
  private static final Set<String> SERVERS =
      Set.of(
          "mongodb",
          "mongodb+srv",
          "http",
          "https",
          "postgresql",
          "postgres",
          "jdbc",
          "kafka",
          "tiled");

  /** Copies the list. */
  public ArchivePlace {
    files = List.copyOf(files);
  }

  /** Whether this URI names a server, which has no files to list. */
  public static boolean isServer(String uri) {
    int colon = uri.indexOf(':');
    return colon > 0 && SERVERS.contains(uri.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  /** The root without a slash at its end. */
  public String directory() {
    return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }
}
