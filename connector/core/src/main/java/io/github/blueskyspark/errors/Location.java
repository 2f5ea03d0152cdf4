package io.github.blueskyspark.errors;

import java.io.Serializable;
import java.util.Objects;

/**
 * Where something is: a file and a byte offset in it, a run with its stream, data key and file, or
 * an option.
 *
 * <p>Immutable and thread safe. User information and query signatures of URIs never appear in the
 * text.
 */
public final class Location implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String text;

  private Location(String text) {
    this.text = text;
  }

  /** A file, server or directory, named by its URI; credentials inside the URI are left out. */
  public static Location file(String uri) {
    return new Location(redact(uri));
  }

  /** An option the user gave. */
  public static Location option(String key) {
    return new Location("option '" + key + "'");
  }

  /** A run, by its uid. */
  public static Location run(String uid) {
    return new Location("run " + uid);
  }

  /** A place that has no better name, such as a table or a command. */
  public static Location of(String what) {
    return new Location(what);
  }

  /** The same file at a byte offset, counted from 0. */
  public Location at(long byteOffset) {
    return new Location(text + ":byte " + byteOffset);
  }

  /** The same run, in one stream. */
  public Location stream(String name) {
    return new Location(text + ", stream '" + name + "'");
  }

  /** The same run and stream, one data key. */
  public Location key(String dataKey) {
    return new Location(text + ", data key '" + dataKey + "'");
  }

  /** The same place, one object inside the file (an HDF5 path, a page, a member). */
  public Location inside(String path) {
    return new Location(text + ":" + path);
  }

  /** The same place, with an external file added: {@code run …, stream …, data key …, file}. */
  public Location asset(String uri) {
    return new Location(text + ", " + redact(uri));
  }

  static String redact(String uri) {
    String clean = uri.replaceFirst("(?i)^((?:[a-z][a-z0-9+.-]*:)+//)[^/]*@", "$1");
    return clean.replaceFirst(
        "(?i)([?&](?:[^=&]*(?:sig|key|token|secret|password)[^=&]*))=.*$", "$1=…");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Location that && that.text.equals(text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
