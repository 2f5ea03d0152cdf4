package io.github.blueskyspark.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the files of a sequence by their number: literal text, one file name and one number,
 * written as printf ({@code %s%s_%6.6d.tif}) or with braces ({@code img_{:05d}.tif}).
 *
 * <p>This is the whole grammar; nothing is evaluated. Follows {@code compile_template} of
 * bluesky-tiled-plugins: the first {@code %s} is the parameter {@code filename}, further ones are
 * nothing. Immutable.
 */
final class FileTemplate {
  private static final int WIDEST = 32;

  /** An element of the grammar at the beginning of what is left of the text. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<name>%s|\\{:s\\})"
              + "|(?<escape>%%|\\{\\{|\\}\\})"
              + "|%(?<flags>[-+#0 ]*)(?<printf>\\d*)(?:\\.(?<precision>\\d+))?d"
              + "|\\{(?<argument>0?)(?::(?:(?<fill>[^{}%])?(?<align>[<>^=]))?(?<sign>[-+ ])?"
              + "(?<zero>0)?(?<brace>\\d*)d?)?\\}"
              + "|(?<text>[^%{}]+|%(?=[0-9A-Fa-f]{2}))",
          Pattern.DOTALL);

  /** How a number is written, in the words of Python's format mini-language. */
  private record NumberField(char fill, char align, String sign, int width) {
    String write(long number) {
      String digits = Long.toString(number);
      String padding =
          String.valueOf(fill).repeat(Math.max(0, width - sign.length() - digits.length()));
      return switch (align) {
        case '<' -> sign + digits + padding;
        case '>' -> padding + sign + digits;
        case '^' -> {
          int left = padding.length() / 2;
          yield padding.substring(0, left) + sign + digits + padding.substring(left);
        }
        default -> sign + padding + digits;
      };
    }
  }

  private record Part(String text, Optional<NumberField> number) {}

  private final List<Part> parts;

  private FileTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @param filename what {@code %s} stands for, empty where the documents do not say it
   * @throws IllegalArgumentException with the reason when it is none, or a number is wider than 32
   *     characters
   */
  static FileTemplate parse(String template, String filename) {
    List<Part> parts = new ArrayList<>();
    Matcher token = TOKEN.matcher(template);
    int at = 0;
    boolean isNamed = false;
    int counted = 0;
    while (at < template.length()) {
      token.region(at, template.length());
      if (!token.lookingAt()) {
        throw new IllegalArgumentException(
            "'" + shortened(template.substring(at)) + "' is neither text nor %s, %d or {:d}");
      }
      at = token.end();
      if (token.group("name") != null) {
        parts.add(text(isNamed ? "" : filename));
        isNamed = true;
      } else if (token.group("escape") != null) {
        parts.add(text(token.group("escape").substring(1)));
      } else if (token.group("text") != null) {
        parts.add(text(token.group("text")));
      } else {
        boolean isFirst = "0".equals(token.group("argument"));
        counted += isFirst ? 0 : 1;
        parts.add(new Part("", Optional.of(number(token))));
      }
    }
    if (counted > 1) {
      throw new IllegalArgumentException("it has " + counted + " numbers; a file has one");
    }
    return new FileTemplate(parts);
  }

  private static Part text(String text) {
    return new Part(text, Optional.empty());
  }

  private static NumberField number(Matcher token) {
    String flags = token.group("flags");
    if (flags == null) {
      return brace(token);
    }
    String sign = flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    int width = width(token.group("printf"));
    if (token.group("precision") != null) {
      // C pads with zeros up to the precision; %6.6d is what EPICS writes.
      return new NumberField('0', '=', "", Math.max(width, width(token.group("precision"))));
    }
    boolean isZero = flags.contains("0");
    char align = flags.contains("-") ? '<' : isZero ? '=' : '>';
    return new NumberField(isZero ? '0' : ' ', align, sign, width);
  }

  private static NumberField brace(Matcher token) {
    String align = token.group("align");
    String fill = token.group("fill");
    boolean isZero = token.group("zero") != null;
    String sign = token.group("sign") == null ? "" : token.group("sign");
    return new NumberField(
        fill != null ? fill.charAt(0) : isZero ? '0' : ' ',
        align != null ? align.charAt(0) : isZero ? '=' : '>',
        sign.equals("-") ? "" : sign,
        width(token.group("brace")));
  }

  private static int width(String digits) {
    if (digits == null || digits.isEmpty()) {
      return 0;
    }
    String plain = digits.replaceFirst("^0+(?=.)", "");
    if (plain.length() > 2 || Integer.parseInt(plain) > WIDEST) {
      throw new IllegalArgumentException(
          "a number of " + shortened(plain) + " characters; " + WIDEST + " are the most");
    }
    return Integer.parseInt(plain);
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  /** Whether names hold {@code ..} as an element, which leads out of their directory. */
  boolean isClimbing() {
    return Arrays.asList(name(0).split("[/\\\\]", -1)).contains("..");
  }

  /** Whether files have numbers; without one there is a single file. */
  boolean isNumbered() {
    return parts.stream().anyMatch(p -> p.number().isPresent());
  }

  /** The name of a file. */
  String name(long number) {
    StringBuilder name = new StringBuilder();
    for (Part part : parts) {
      name.append(part.number().map(n -> n.write(number)).orElse(part.text()));
    }
    return name.toString();
  }
}
