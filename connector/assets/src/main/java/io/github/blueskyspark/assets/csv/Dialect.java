package io.github.blueskyspark.assets.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a table is written, by the names of pandas' {@code read_csv}.
 *
 * @param separator between fields; a blank where {@code byBlanks}
 * @param byBlanks whether any run of blanks separates
 * @param quote around fields that hold separators
 * @param comment starts what is no data; 0 where nothing does
 * @param decimal mark of numbers
 * @param thousands mark in numbers that means nothing; 0 where there is none
 * @param skipBlanks whether blanks behind a separator belong to no field
 * @param keepEmptyLines whether empty lines are rows
 * @param skipFirst lines that are passed over at the beginning
 * @param skipLines numbers of further lines that are passed over, from 0
 * @param headerLines lines that name the columns
 * @param rows rows at most, -1 for all
 * @param columns chosen by number; empty for all
 */
record Dialect(
    char separator,
    boolean byBlanks,
    char quote,
    char comment,
    char decimal,
    char thousands,
    boolean skipBlanks,
    boolean keepEmptyLines,
    long skipFirst,
    Set<Long> skipLines,
    int headerLines,
    long rows,
    List<Integer> columns) {
  private static final Set<String> BLANKS = Set.of("\\s+", "\\s*", " +", "\\s", "[\\s]+");

  /** As the parameters say it; {@code hasHeader} where they do not speak of a header. */
  static Dialect of(ObjectNode said, boolean hasHeader) throws BadDialect {
    String separator = text(said, "sep").or(() -> text(said, "delimiter")).orElse(",");
    boolean byBlanks = BLANKS.contains(separator) || said.path("delim_whitespace").asBoolean(false);
    Set<Long> lines = new HashSet<>();
    JsonNode skip = said.path("skiprows");
    if (skip.isArray()) {
      skip.forEach(n -> lines.add(n.asLong(-1)));
    }
    List<Integer> columns = new ArrayList<>();
    for (JsonNode column : said.path("usecols")) {
      int at = column.isTextual() ? named(said.path("names"), column.asText()) : column.asInt(-1);
      if (at < 0) {
        throw new BadDialect("usecols names the column " + column);
      }
      columns.add(at);
    }
    columns.sort(null); // pandas keeps the order of the file
    return new Dialect(
        byBlanks ? ' ' : one("sep", separator),
        byBlanks,
        one("quotechar", text(said, "quotechar").orElse("\"")),
        text(said, "comment").isPresent() ? one("comment", said.get("comment").asText()) : 0,
        one("decimal", text(said, "decimal").orElse(".")),
        text(said, "thousands").isPresent() ? one("thousands", said.get("thousands").asText()) : 0,
        said.path("skipinitialspace").asBoolean(false),
        !said.path("skip_blank_lines").asBoolean(true),
        skip.isIntegralNumber() ? Math.max(0, skip.asLong()) : 0,
        Set.copyOf(lines),
        headerLines(said, hasHeader),
        said.path("nrows").isIntegralNumber() ? Math.max(0, said.get("nrows").asLong()) : -1,
        List.copyOf(columns));
  }

  private static int headerLines(ObjectNode said, boolean hasHeader) {
    JsonNode header = said.get("header");
    if (header == null || header.isTextual()) {
      return hasHeader && said.path("names").isEmpty() ? 1 : 0;
    }
    return header.isIntegralNumber() && header.asInt() >= 0 ? header.asInt() + 1 : 0;
  }

  private static int named(JsonNode names, String name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).asText().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static Optional<String> text(ObjectNode said, String key) {
    return Optional.ofNullable(said.get(key))
        .filter(n -> n.isTextual() && !n.asText().isEmpty())
        .map(JsonNode::asText);
  }

  private static char one(String key, String text) throws BadDialect {
    String plain = text.equals("\\t") ? "\t" : text.startsWith("\\") ? text.substring(1) : text;
    if (plain.length() != 1 || plain.charAt(0) > 127) {
      throw new BadDialect(key + " is '" + text + "', one ASCII character is read");
    }
    return plain.charAt(0);
  }
}
