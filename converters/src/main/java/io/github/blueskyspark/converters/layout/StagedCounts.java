package io.github.blueskyspark.converters.layout;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted while a table was staged.
 *
 * @param rows written
 * @param others further counts by name; a name holds no line end and no blank
 */
public record StagedCounts(long rows, Map<String, Long> others) {
  private static final String ROWS = "*";

  /** Copies the map. */
  public StagedCounts {
    others = Map.copyOf(others);
  }

  /** A line a count. */
  byte[] bytes() {
    StringBuilder text = new StringBuilder(ROWS + " " + rows + "\n");
    new TreeMap<>(others).forEach((name, n) -> text.append(name + " " + n + "\n"));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static StagedCounts of(byte[] bytes) {
    Map<String, Long> others = new TreeMap<>();
    new String(bytes, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(parts -> others.put(parts[0], Long.parseLong(parts[1])));
    long rows = others.remove(ROWS);
    return new StagedCounts(rows, others);
  }
}
