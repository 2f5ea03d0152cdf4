package io.github.blueskyspark.plan;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a file, taken apart: {@code file://host/dir/x}, {@code /dir/x}, {@code Z:\dir\x},
 * {@code \\host\share\x} and {@code s3a://bucket/x} in one form, without empty elements, {@code .}
 * and {@code ..}.
 *
 * @param scheme lower case; {@code file} for plain paths
 * @param host lower case; empty for files of this machine ({@code localhost} among them)
 * @param elements between the slashes, decoded; a Windows drive is the first one, in upper case
 */
record AssetPath(String scheme, String host, List<String> elements) implements Serializable {
  private static final Pattern SCHEME =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+):(.*)$", Pattern.DOTALL);
  private static final Pattern DRIVE =
      Pattern.compile("^/*([A-Za-z]):([\\\\/].*)?$", Pattern.DOTALL);

  AssetPath {
    elements = List.copyOf(elements);
  }

  /**
   * Reads a name as documents, links and options spell it; percent signs are decoded in URIs only.
   *
   * @throws IllegalArgumentException with the reason when it is relative or holds a NUL
   */
  static AssetPath parse(String text) {
    return parse(text, true);
  }

  /** The same with percent signs left as they are: some writers make URIs without encoding. */
  static AssetPath parseLiterally(String text) {
    return parse(text, false);
  }

  private static AssetPath parse(String text, boolean decode) {
    Matcher uri = SCHEME.matcher(text);
    if (!uri.matches()) {
      return plain(text);
    }
    String scheme = uri.group(1).toLowerCase(Locale.ROOT);
    String rest = uri.group(2);
    String host = "";
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      host = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "/" : rest.substring(slash);
    }
    String path = decode ? decoded(rest) : rest;
    if (!scheme.equals("file")) {
      return new AssetPath(scheme, host, elements(path, false));
    }
    if (DRIVE.matcher(host).matches()) {
      path = host + path; // file://Z:/data, two slashes short
      host = "";
    }
    AssetPath named = path.startsWith("\\\\") && host.isEmpty() ? plain(path) : absolute(path);
    boolean isHere = host.isEmpty() || host.equalsIgnoreCase("localhost");
    return isHere ? named : new AssetPath("file", host.toLowerCase(Locale.ROOT), named.elements());
  }

  private static AssetPath plain(String text) {
    if (text.startsWith("\\\\")) {
      List<String> parts = elements(text, true);
      boolean hasHost = !parts.isEmpty();
      return new AssetPath(
          "file",
          hasHost ? parts.get(0).toLowerCase(Locale.ROOT) : "",
          hasHost ? parts.subList(1, parts.size()) : parts);
    }
    return absolute(text);
  }

  private static AssetPath absolute(String path) {
    Matcher drive = DRIVE.matcher(path);
    if (drive.matches()) {
      List<String> all = new ArrayList<>();
      all.add(drive.group(1).toUpperCase(Locale.ROOT) + ":");
      all.addAll(elements(drive.group(2) == null ? "" : drive.group(2), true));
      return new AssetPath("file", "", all);
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("'" + path + "' is no absolute path");
    }
    return new AssetPath("file", "", elements(path, false));
  }

  private static List<String> elements(String path, boolean isWindows) {
    if (path.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the name holds a NUL");
    }
    List<String> elements = new ArrayList<>();
    for (String element : (isWindows ? path.replace('\\', '/') : path).split("/", -1)) {
      if (element.equals("..")) {
        if (!elements.isEmpty()) {
          elements.remove(elements.size() - 1);
        }
      } else if (!element.isEmpty() && !element.equals(".")) {
        elements.add(element);
      }
    }
    return elements;
  }

  /** Percent-decoded as UTF-8; a percent sign without two hexadecimal digits stands for itself. */
  private static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      int high =
          source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
      if (low >= 0) {
        bytes.write(16 * high + low);
        i += 2;
      } else {
        bytes.write(source[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The same file system's path with other elements. */
  AssetPath withElements(List<String> others) {
    return new AssetPath(scheme, host, others);
  }

  /** Whether this is that directory or lies in it, element by element. */
  boolean isIn(AssetPath directory) {
    return scheme.equals(directory.scheme)
        && host.equalsIgnoreCase(directory.host)
        && elements.size() >= directory.elements.size()
        && elements.subList(0, directory.elements.size()).equals(directory.elements);
  }

  /** Whether it begins with a Windows drive. */
  boolean isOnDrive() {
    return scheme.equals("file") && !elements.isEmpty() && elements.get(0).matches("[A-Z]:");
  }

  /** The URI under which {@code spi.Storage} finds it, percent-encoded where URIs need it. */
  String uri() {
    try {
      return new URI(
              scheme, host.isEmpty() ? null : host, "/" + String.join("/", elements), null, null)
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'" + this + "' is no name for a file: " + e.getReason(), e);
    }
  }

  /** As people write it: a plain path for local files. */
  @Override
  public String toString() {
    String path = String.join("/", elements);
    if (!scheme.equals("file")) {
      return scheme + "://" + host + "/" + path;
    }
    return host.isEmpty() ? (isOnDrive() ? path : "/" + path) : "file://" + host + "/" + path;
  }
}
