package io.github.blueskyspark.spark.catalog;

import io.github.blueskyspark.tables.TableName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a name in a catalog stands for.
 *
 * @param table the table
 * @param member stream or data key, else empty
 * @param run key of the run, empty for all runs
 */
record TableAddress(TableName table, String member, String run) {
  static final String STREAM = "stream";
  static final String FRAMES = "frames";
  static final String RUN = "run";

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Reads a name: {@code runs}, {@code stream.X}, {@code frames.X}, {@code run.KEY.runs}, {@code
   * run.KEY.X}, {@code run.KEY.frames.X}, {@code run.KEY.stream.X}. Members are literal.
   *
   * @return empty when no name has that form
   */
  static Optional<TableAddress> of(String[] namespace, String name) {
    List<String> path = Arrays.asList(namespace);
    if (path.size() >= 2 && path.get(0).equalsIgnoreCase(RUN)) {
      return inRun(path.get(1), path.subList(2, path.size()), name);
    }
    if (path.isEmpty()) {
      return label(name).map(table -> new TableAddress(table, "", ""));
    }
    return member(path, name, "");
  }

  private static Optional<TableAddress> inRun(String key, List<String> path, String name) {
    if (path.isEmpty()) {
      TableAddress stream = new TableAddress(TableName.STREAM, streamNamed(name), key);
      return Optional.of(label(name).map(table -> new TableAddress(table, "", key)).orElse(stream));
    }
    return member(path, name, key);
  }

  private static Optional<TableAddress> member(List<String> path, String name, String run) {
    if (path.size() == 1 && path.get(0).equalsIgnoreCase(STREAM)) {
      return Optional.of(new TableAddress(TableName.STREAM, name, run));
    }
    if (path.size() == 1 && path.get(0).equalsIgnoreCase(FRAMES)) {
      return Optional.of(new TableAddress(TableName.FRAMES, name, run));
    }
    return Optional.empty();
  }

  /** The table of that name that needs no member. */
  private static Optional<TableName> label(String name) {
    return Arrays.stream(TableName.values())
        .filter(t -> !t.hasMember() && t.label().equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * {@code runs_} is the stream {@code runs}, {@code runs__} the stream {@code runs_}, and so on.
   */
  private static String streamNamed(String name) {
    return name.endsWith("_") && label(name.replaceFirst("_+$", "")).isPresent()
        ? name.substring(0, name.length() - 1)
        : name;
  }

  /** How a stream is written below a run, where names of tables are taken. */
  static String streamBelowRun(String stream) {
    return label(stream.replaceFirst("_+$", "")).isPresent() ? stream + "_" : stream;
  }

  /** The options that say the same; an archive's options are merged below them. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("table", table.label());
    if (table.hasMember()) {
      options.put(table == TableName.STREAM ? "stream" : "datakey", member);
    }
    if (!run.isEmpty()) {
      options.put("run", run);
    }
    return options;
  }

  /** Parts of a name as SQL writes them. */
  static String quoted(List<String> parts) {
    return parts.stream()
        .map(p -> PLAIN.matcher(p).matches() ? p : "`" + p.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }
}
