package io.github.blueskyspark.spark.storage;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.fs.Path;

/**
 * The one spelling of file URIs: that of {@code Path.toUri().toString()}, so that blanks, {@code %}
 * and {@code #} in names are percent-encoded and other characters stand for themselves. Local files
 * are {@code file:/dir/name}.
 */
public final class FileUris {
  private FileUris() {}

  /** A local file's URI. */
  static String of(java.nio.file.Path local) {
    try {
      return new URI("file", null, local.toString(), null, null).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No URI for '" + local + "'; please report", e);
    }
  }

  /** A name as it stands in a URI. */
  static String encoded(String name) {
    try {
      return new URI(null, null, "/" + name, null).toString().substring(1);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No URI for '" + name + "'; please report", e);
    }
  }

  /** A URI as Hadoop's path; text that is no URI is taken as a plain path. */
  public static Path path(String uri) {
    try {
      return new Path(new URI(uri));
    } catch (URISyntaxException e) {
      return new Path(uri);
    }
  }

  /** Whether the URI is one of this machine's files. */
  static boolean isLocal(Path path) {
    String scheme = path.toUri().getScheme();
    return scheme == null || scheme.equals("file");
  }

  /** The local file of a {@code file:} path. */
  static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** The URI of a qualified path. */
  public static String of(Path path) {
    return isLocal(path) ? of(local(path)) : path.toUri().toString();
  }
}
