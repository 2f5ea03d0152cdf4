package io.github.blueskyspark.converters.panda;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which bits of integer columns become BOOLEAN columns.
 *
 * <p>A PandA captures 128 bits of its bus as {@code PCAP.BITS0} to {@code PCAP.BITS3}, 32 in each.
 * Which signal is which bit is a matter of its firmware and not in the file: it answers {@code
 * PCAP.BITS0.BITS?} with the names in order.
 *
 * @param all whether every captured word of bits is expanded, unnamed bits included
 * @param names by column (or field, without its capture) the names of its bits, from bit 0 on;
 *     empty ones are left out
 */
record PandaBits(boolean all, Map<String, List<String>> names) {
  private static final Pattern WORD = Pattern.compile("((?:.+\\.)?BITS\\d+)(?:\\.\\w+)?");
  private static final int WIDTH = 32;
  private static final int MOST = 64;

  /**
   * A column that shows one bit.
   *
   * @param name of the column
   * @param source column whose bit it is
   * @param bit 0 is the least significant one
   */
  record Bit(String name, String source, int bit) implements Serializable {}

  PandaBits {
    names = Map.copyOf(names);
  }

  /** No bits. */
  static PandaBits none() {
    return new PandaBits(false, Map.of());
  }

  /**
   * Reads {@code all} and {@code COLUMN=NAME,NAME,…}.
   *
   * @throws OptionException when a text is neither
   */
  static PandaBits of(List<String> texts) {
    boolean all = false;
    Map<String, List<String>> names = new TreeMap<>();
    for (String text : texts) {
      int equals = text.indexOf('=');
      if (equals <= 0 && text.strip().equals("all")) {
        all = true;
        continue;
      }
      List<String> bits =
          equals <= 0
              ? List.of()
              : List.of(text.substring(equals + 1).split(",", -1)).stream()
                  .map(String::strip)
                  .toList();
      if (bits.stream().allMatch(String::isEmpty) || bits.size() > MOST) {
        throw new OptionException(
            Location.option("bits"),
            "name bits by '" + text + "'",
            bits.size() > MOST ? "it has " + bits.size() + " names" : "it has no names",
            "Write all, or COLUMN=NAME,NAME,… from bit 0 on, at most 64");
      }
      names.put(text.substring(0, equals).strip(), bits);
    }
    return new PandaBits(all, names);
  }

  /**
   * The columns of bits, in the order of their sources.
   *
   * @param columns of integers that there are, by name with their width in bits
   * @param taken names of all columns
   * @param notes takes what was named and is not there
   */
  List<Bit> of(Map<String, Integer> columns, Set<String> taken, List<String> notes) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    columns.forEach(
        (column, width) -> named(column, width).ifPresent(bits -> wanted.put(column, bits)));
    names.forEach(
        (key, bits) -> {
          if (wanted.keySet().stream().noneMatch(column -> isMeant(key, column))) {
            notes.add(
                "option bits names column '"
                    + key
                    + "', and no file has integers of that name. "
                    + NearestNames.question(key, columns.keySet()));
          }
        });
    Set<String> used = new HashSet<>(taken);
    List<Bit> found = new ArrayList<>();
    wanted.forEach(
        (column, bits) -> {
          for (int bit = 0; bit < bits.size(); bit++) {
            if (!bits.get(bit).isEmpty()) {
              String name = bits.get(bit);
              while (!used.add(name)) {
                name += "_";
              }
              found.add(new Bit(name, column, bit));
            }
          }
        });
    return found;
  }

  private Optional<List<String>> named(String column, int width) {
    Optional<List<String>> told =
        names.entrySet().stream()
            .filter(entry -> isMeant(entry.getKey(), column))
            .map(Map.Entry::getValue)
            .findFirst();
    Matcher word = WORD.matcher(column);
    if (told.isPresent() || !all || !word.matches()) {
      return told.map(bits -> bits.subList(0, Math.min(width, bits.size())));
    }
    return Optional.of(
        IntStream.range(0, Math.min(WIDTH, width)).mapToObj(i -> word.group(1) + "." + i).toList());
  }

  private static boolean isMeant(String key, String column) {
    return column.equals(key) || column.equals(key + ".Value");
  }

  /** As text, for the log of conversions. */
  Map<String, String> selection() {
    Map<String, String> selection = new TreeMap<>();
    if (all || !names.isEmpty()) {
      List<String> texts = new ArrayList<>(all ? List.of("all") : List.of());
      new TreeMap<>(names).forEach((k, v) -> texts.add(k + "=" + String.join(",", v)));
      selection.put("bits", String.join("; ", texts));
    }
    return selection;
  }
}
