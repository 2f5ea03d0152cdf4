package io.github.blueskyspark.spark.catalog;

import static io.github.blueskyspark.spark.catalog.TableAddress.FRAMES;
import static io.github.blueskyspark.spark.catalog.TableAddress.RUN;
import static io.github.blueskyspark.spark.catalog.TableAddress.STREAM;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spark.procedures.CalledProcedure;
import io.github.blueskyspark.spark.procedures.CatalogContext;
import io.github.blueskyspark.spark.read.BlueskyTable;
import io.github.blueskyspark.spark.storage.Archives;
import io.github.blueskyspark.spark.storage.OpenArchive;
import io.github.blueskyspark.spark.warehouse.StoredTables;
import io.github.blueskyspark.tables.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names of one catalog: opens the tables they stand for, and lists them. Thread safe. */
public final class CatalogNames {
  private static final int SHOWN_RUNS = 1000;
  private static final String SYSTEM = "system";

  private final String catalog;
  private final Map<String, String> given;
  private final Archives archives = new Archives();

  /**
   * A catalog of that name.
   *
   * @param options {@code spark.sql.catalog.<name>.*} without the prefix
   */
  public CatalogNames(String catalog, Map<String, String> options) {
    this.catalog = catalog;
    this.given = new LinkedHashMap<>();
    options.forEach((key, value) -> given.put(key.toLowerCase(Locale.ROOT), value));
    List.of("table", "stream", "datakey").forEach(given::remove);
  }

  /**
   * Opens a table.
   *
   * @throws OptionException when there is none of that name, naming the nearest
   */
  public BlueskyTable table(String[] namespace, String name) {
    List<String> parts = new ArrayList<>(List.of(catalog));
    parts.addAll(Arrays.asList(namespace));
    parts.add(name);
    TableAddress address =
        TableAddress.of(namespace, name).orElseThrow(() -> noTable(namespace, name));
    return BlueskyTable.open(TableAddress.quoted(parts), merged(address.options()), archives);
  }

  private Map<String, String> merged(Map<String, String> more) {
    Map<String, String> merged = new LinkedHashMap<>(given);
    merged.putAll(more);
    return merged;
  }

  private OptionException noTable(String[] namespace, String name) {
    List<String> tables = labels();
    List<String> parts = new ArrayList<>(List.of(catalog));
    parts.addAll(Arrays.asList(namespace));
    Location where = Location.of("catalog " + TableAddress.quoted(parts));
    if (namespace.length > 0 && !namespaceExists(namespace)) {
      return new OptionException(
          where,
          "find table '" + name + "'",
          "there is no such namespace",
          "Namespaces are stream, frames and run.`KEY`");
    }
    return new OptionException(
        where,
        "find table '" + name + "'",
        "there is none of that name",
        NearestNames.question(name, tables)
            + "Tables are "
            + String.join(", ", tables)
            + ", stream.`NAME`, frames.`KEY`, run.`KEY`.`NAME`");
  }

  /**
   * Tables that need no member, in the order of the contract; {@code conversions} only where a
   * warehouse is read.
   */
  private List<String> labels() {
    boolean warehouse = "warehouse".equalsIgnoreCase(given.get("archive"));
    return Arrays.stream(TableName.values())
        .filter(t -> !t.hasMember() && (warehouse || t != TableName.CONVERSIONS))
        .map(TableName::label)
        .toList();
  }

  /**
   * Whether a namespace has a form that names can have; whether the run is there is found out when
   * it is read.
   */
  public boolean namespaceExists(String[] namespace) {
    List<String> path = lower(namespace);
    return switch (path.size()) {
      case 0 -> true;
      case 1 -> List.of(STREAM, FRAMES, RUN).contains(path.get(0));
      case 2 -> path.get(0).equals(RUN);
      case 3 -> path.get(0).equals(RUN) && List.of(STREAM, FRAMES).contains(path.get(2));
      default -> false;
    };
  }

  private static List<String> lower(String[] namespace) {
    return Arrays.stream(namespace).map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  /** Namespaces directly below one that exists; below {@code run} the newest runs. */
  public List<List<String>> namespaces(String[] namespace) {
    if (namespace.length == 0) {
      return List.of(List.of(STREAM), List.of(FRAMES), List.of(RUN));
    }
    if (namespace.length == 1 && namespace[0].equalsIgnoreCase(RUN)) {
      return open(Optional.empty()).newestRuns(SHOWN_RUNS).stream()
          .map(uid -> List.of(RUN, uid))
          .toList();
    }
    if (namespace.length == 2) {
      return List.of(List.of(RUN, namespace[1], FRAMES));
    }
    return List.of();
  }

  /** Tables directly in a namespace that exists. */
  public List<String> tables(String[] namespace) {
    List<String> path = lower(namespace);
    if (path.isEmpty()) {
      return labels();
    }
    Optional<String> run = path.size() >= 2 ? Optional.of(namespace[1]) : Optional.empty();
    String last = path.get(path.size() - 1);
    if (path.size() == 2) {
      List<String> all = new ArrayList<>(labels());
      open(run).streams().forEach(stream -> all.add(TableAddress.streamBelowRun(stream)));
      return all;
    }
    return switch (last) {
      case STREAM -> open(run).streams();
      case FRAMES -> open(run).externalKeys();
      default -> List.of();
    };
  }

  private OpenArchive open(Optional<String> run) {
    OpenArchive opened =
        archives.open(run.map(key -> merged(Map.of(Options.RUN.key(), key))).orElse(given));
    StoredTables.of(opened); // so that runs of a warehouse are found without their documents
    return opened;
  }

  /** Procedures directly in a namespace. */
  public List<String> procedures(String[] namespace) {
    return lower(namespace).equals(List.of(SYSTEM)) ? CalledProcedure.names() : List.of();
  }

  /**
   * A procedure.
   *
   * @throws OptionException when there is none of that name
   */
  public CalledProcedure procedure(String[] namespace, String name) {
    CatalogContext context = new CatalogContext(given, archives::forget);
    return Optional.of(name)
        .filter(n -> lower(namespace).equals(List.of(SYSTEM)))
        .flatMap(n -> CalledProcedure.named(n, context))
        .orElseThrow(
            () ->
                new OptionException(
                    Location.of("catalog " + catalog),
                    "call procedure '" + name + "'",
                    "there is none of that name",
                    "Procedures are "
                        + catalog
                        + "."
                        + SYSTEM
                        + "."
                        + String.join(", ", CalledProcedure.names())));
  }
}
