package io.github.blueskyspark.predicates;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a regular expression from PCRE's spelling, which MongoDB uses, to Java's where the two
 * differ: {@code [} and {@code &&} inside a class are plain characters, {@code [:alpha:]} is a
 * class, a brace that starts no repetition is a plain character, {@code (?P<name>} names a group,
 * and in extended mode blanks inside a class count.
 */
final class PcreSyntax {
  private static final Pattern REPETITION = Pattern.compile("\\{\\d+(,\\d*)?}");
  private static final Pattern POSIX = Pattern.compile("\\[:(\\^?)(\\w+):]");
  private static final Map<String, String> POSIX_CLASSES =
      Map.ofEntries(
          Map.entry("alpha", "Alpha"),
          Map.entry("digit", "Digit"),
          Map.entry("alnum", "Alnum"),
          Map.entry("upper", "Upper"),
          Map.entry("lower", "Lower"),
          Map.entry("space", "Space"),
          Map.entry("blank", "Blank"),
          Map.entry("punct", "Punct"),
          Map.entry("cntrl", "Cntrl"),
          Map.entry("graph", "Graph"),
          Map.entry("print", "Print"),
          Map.entry("xdigit", "XDigit"));

  private final String pcre;
  private final boolean extended;
  private final StringBuilder java;
  private int at;

  private PcreSyntax(String pcre, boolean extended) {
    this.pcre = pcre;
    this.extended = extended;
    this.java = new StringBuilder(pcre.length() + 16);
  }

  static String toJava(String pcre, boolean extended) {
    PcreSyntax syntax = new PcreSyntax(pcre, extended);
    while (syntax.at < pcre.length()) {
      syntax.next();
    }
    return syntax.java.toString();
  }

  private void next() {
    char c = pcre.charAt(at);
    if (c == '\\') {
      escape();
    } else if (c == '[') {
      characterClass();
    } else if (c == '{' && !repetitionFollows()) {
      java.append("\\{");
      at++;
    } else if (c == '{') {
      int end = pcre.indexOf('}', at) + 1;
      java.append(pcre, at, end);
      at = end;
    } else if (c == '}') {
      java.append("\\}");
      at++;
    } else if (pcre.startsWith("(?P<", at)) {
      java.append("(?<");
      at += 4;
    } else {
      java.append(c);
      at++;
    }
  }

  private boolean repetitionFollows() {
    return at > 0 && REPETITION.matcher(pcre).region(at, pcre.length()).lookingAt();
  }

  /** An escape goes over as it is, with the braces that belong to it. */
  private void escape() {
    int end = Math.min(at + 2, pcre.length());
    if (pcre.startsWith("\\Q", at)) {
      int close = pcre.indexOf("\\E", at);
      end = close < 0 ? pcre.length() : close + 2;
    } else if (end < pcre.length()
        && pcre.charAt(end) == '{'
        && "pPxNgk".indexOf(pcre.charAt(at + 1)) >= 0) {
      int close = pcre.indexOf('}', end);
      end = close < 0 ? end : close + 1;
    }
    java.append(pcre, at, end);
    at = end;
  }

  private void characterClass() {
    java.append('[');
    at++;
    if (at < pcre.length() && pcre.charAt(at) == '^') {
      java.append('^');
      at++;
    }
    if (at < pcre.length() && pcre.charAt(at) == ']') {
      java.append("\\]");
      at++;
    }
    while (at < pcre.length() && pcre.charAt(at) != ']') {
      member();
    }
    if (at < pcre.length()) {
      java.append(']');
      at++;
    }
  }

  private void member() {
    char c = pcre.charAt(at);
    if (c == '\\') {
      escape();
      return;
    }
    if (c == '[') {
      Matcher posix = POSIX.matcher(pcre).region(at, pcre.length());
      if (posix.lookingAt() && POSIX_CLASSES.containsKey(posix.group(2))) {
        String letter = posix.group(1).isEmpty() ? "p" : "P";
        java.append('\\').append(letter).append('{');
        java.append(POSIX_CLASSES.get(posix.group(2))).append('}');
        at = posix.end();
        return;
      }
    }
    if (c == '[' || c == '&' || (extended && (c == '#' || Character.isWhitespace(c)))) {
      java.append('\\');
    }
    java.append(c);
    at++;
  }
}
