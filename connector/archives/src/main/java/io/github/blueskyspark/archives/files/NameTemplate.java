package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * File names by run and index: text with the fields {@code {run}} and {@code {index}}, the latter
 * also {@code {index:04d}}. A template with a slash is about the end of the path.
 *
 * @param names what names look like, with the groups {@code run} and {@code index} where the
 *     template has these fields
 * @param hasRun whether a run is told from another by the name
 * @param isNumbered whether a run has a file an index
 * @param width digits of an index at the least; empty where the names say it
 * @param isPath whether it is about more than the last name of the path
 */
record NameTemplate(
    Pattern names, boolean hasRun, boolean isNumbered, OptionalInt width, boolean isPath) {
  private static final Pattern FIELD =
      Pattern.compile("\\{(?<name>[A-Za-z_]*)(?::(?<width>0?\\d{0,2})d)?}");
  private static final int WIDEST = 18;

  /**
   * A name that fits.
   *
   * @param run text of the run, empty where the template has none
   * @param start where the digits of the index begin in the URI, -1 without an index
   * @param end one past the last digit
   */
  record Match(String run, int start, int end) {}

  /**
   * Reads the value of option {@code template}.
   *
   * @throws OptionException when it has other fields, or one twice
   */
  static NameTemplate parse(String text) {
    StringBuilder pattern = new StringBuilder();
    Matcher field = FIELD.matcher(text);
    int at = 0;
    boolean run = false;
    boolean index = false;
    OptionalInt width = OptionalInt.empty();
    while (field.find()) {
      literal(text.substring(at, field.start()), text, pattern);
      at = field.end();
      String name = field.group("name");
      if (name.equals("run") && !run) {
        run = true;
        pattern.append("(?<run>[^/]+?)");
      } else if (name.equals("index") && !index) {
        index = true;
        String said = field.group("width");
        if (said != null && !said.isEmpty()) {
          width = OptionalInt.of(width(said, text));
        }
        pattern.append("(?<index>[0-9]{1,").append(WIDEST).append("})");
      } else {
        throw wrong(text, "it has the field '" + field.group() + "'");
      }
    }
    literal(text.substring(at), text, pattern);
    return new NameTemplate(
        Pattern.compile(pattern.toString()), run, index, width, text.contains("/"));
  }

  private static int width(String said, String text) {
    int width = Integer.parseInt(said);
    if (width > WIDEST) {
      throw wrong(text, "an index of " + width + " digits");
    }
    return width;
  }

  private static void literal(String part, String text, StringBuilder pattern) {
    if (part.indexOf('{') >= 0 || part.indexOf('}') >= 0) {
      throw wrong(text, "'" + part + "' is no field");
    }
    if (!part.isEmpty()) {
      pattern.append(Pattern.quote(part));
    }
  }

  private static OptionException wrong(String text, String found) {
    return new OptionException(
        Location.option("template"),
        "use template '" + text + "'",
        found,
        "Write file names with {run} and {index} or {index:04d}, such as"
            + " scan_{run}_{index:04d}.tif");
  }

  /** Compares a file's URI. */
  Optional<Match> match(String uri) {
    String name = isPath ? decoded(uri) : uri.substring(uri.lastIndexOf('/') + 1);
    // A name with percent signs is compared as the user sees it; where digits stand is the same.
    Matcher m = names.matcher(isPath ? name : decoded(name));
    boolean fits = isPath ? endsWith(m, name) : m.matches();
    if (!fits) {
      return Optional.empty();
    }
    int start = -1;
    int end = -1;
    if (isNumbered) {
      String digits = m.group("index");
      String tail = name(m, "index");
      start = behind(uri, tail) - digits.length();
      end = start + digits.length();
      if (start < 0 || !uri.startsWith(digits, start)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(hasRun ? m.group("run") : "", start, end));
  }

  private static String name(Matcher m, String group) {
    return m.group().substring(m.end(group) - m.start());
  }

  /** Where the text that a URI ends with begins in it, whichever of its characters are encoded. */
  private static int behind(String uri, String tail) {
    int left = tail.getBytes(StandardCharsets.UTF_8).length;
    int at = uri.length();
    while (left > 0 && at > 0) {
      boolean isEncoded = at >= 3 && uri.charAt(at - 3) == '%';
      at -= isEncoded ? 3 : 1;
      char c = uri.charAt(at);
      left -= isEncoded || c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return at;
  }

  private static boolean endsWith(Matcher m, String path) {
    int from = path.length();
    while (from > 0) {
      from = path.lastIndexOf('/', from - 1);
      if (from < 0) {
        return false;
      }
      m.region(from + 1, path.length());
      if (m.matches()) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String uri) {
    try {
      return URLDecoder.decode(uri.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return uri;
    }
  }
}
