package io.github.blueskyspark.spark.read;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Option;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.TableQuery;
import io.github.blueskyspark.tables.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What EXPLAIN and the SQL tab show of a scan; values of secret options and credentials in URIs are
 * left out.
 *
 * @param limit rows that are enough; {@link BlueskyScan#NO_LIMIT} for all
 * @param matches queries pushed down, as they were written
 */
record ScanText(OptionValues options, TableQuery query, int limit, List<String> matches) {
  private static final int SHOWN_PATHS = 3;

  /** Copies the list. */
  ScanText {
    matches = List.copyOf(matches);
  }

  /**
   * The text.
   *
   * @param more what only this scan says; empty for nothing
   */
  String of(int splits, String more) {
    List<String> pushed = new ArrayList<>();
    query.filters().forEach(f -> pushed.add(f.toString()));
    matches.forEach(m -> pushed.add("matches(start, '" + m + "')"));
    List<String> parts = new ArrayList<>();
    parts.add(
        "table "
            + query.table().label()
            + (query.member().isEmpty() ? "" : " '" + query.member() + "'"));
    parts.add("PushedFilters: [" + String.join(", ", pushed) + "]");
    if (limit != BlueskyScan.NO_LIMIT) {
      parts.add("PushedLimit: " + limit);
    }
    parts.add(
        "Columns: ["
            + query.columns().stream().map(this::shown).collect(Collectors.joining(", "))
            + "]");
    parts.add("Splits: " + splits);
    if (!more.isEmpty()) {
      parts.add(more);
    }
    parts.add("Options: [" + String.join(", ", shownOptions()) + "]");
    parts.add("Path: " + shownPaths());
    return String.join(", ", parts);
  }

  private String shown(Column column) {
    return query.headersOnly().contains(column.name())
        ? column.name() + " (header)"
        : column.name();
  }

  private List<String> shownOptions() {
    List<Option<?>> elsewhere =
        List.of(Options.PATH, Options.TABLE, Options.STREAM, Options.DATA_KEY, Options.TIME_ZONE);
    return Options.all().stream()
        .filter(o -> options.has(o) && !elsewhere.contains(o))
        .map(
            o -> o.key() + "=" + (o.secret() ? "…" : Location.file(String.valueOf(options.get(o)))))
        .toList();
  }

  private String shownPaths() {
    List<String> paths = options.get(Options.PATH);
    String first =
        paths.stream()
            .limit(SHOWN_PATHS)
            .map(p -> Location.file(p).toString())
            .collect(Collectors.joining(", "));
    return paths.size() > SHOWN_PATHS
        ? first + " and " + (paths.size() - SHOWN_PATHS) + " more"
        : first;
  }
}
