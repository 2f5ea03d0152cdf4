package io.github.blueskyspark.spark.warehouse;

import io.github.blueskyspark.options.Option;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.tables.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which options leave the rows as the conversion stored them; others are read from documents. */
final class ServedOptions {
  private static final List<Option<?>> ROWS =
      List.of(
          Options.MODE,
          Options.COLUMN_NAME_OF_CORRUPT_RECORD,
          Options.MAX_DOCUMENT_BYTES,
          Options.INCLUDE_UNPUBLISHED,
          Options.INCLUDE_SUPERSEDED,
          Options.IGNORE_MISSING_FILES,
          Options.IGNORE_CORRUPT_FILES);
  private static final List<Option<?>> DOCUMENTS = List.of(Options.FILL, Options.ORDER);
  private static final List<Option<?>> CHOICE =
      List.of(Options.RUN, Options.QUERY, Options.SINCE, Options.UNTIL);
  private static final List<Option<?>> ARRAYS =
      List.of(Options.ROI, Options.MISSING_FRAMES, Options.MAX_FRAME_BYTES);

  /** What a conversion may have been told without its rows being others. */
  private static final Set<String> HARMLESS =
      Set.of(
          "archive",
          "query",
          "run",
          "since",
          "until",
          "timezone",
          "duplicates",
          "pathglobfilter",
          "recursivefilelookup",
          "modifiedafter",
          "modifiedbefore",
          "ignoremissingfiles",
          "ignorecorruptfiles",
          "allowedroots",
          "rootmap",
          "template",
          "maxframebytes",
          "maxdocumentbytes",
          "apikey",
          "index",
          "mode",
          "frames",
          "streams",
          "missingframes");

  private ServedOptions() {}

  /** Whether the reader's options leave the rows of a table as they are. */
  static boolean leave(TableName table, OptionValues options) {
    List<Option<?>> decisive = new ArrayList<>(ROWS);
    if (table == TableName.DOCUMENTS) {
      decisive.addAll(DOCUMENTS);
    }
    if (table == TableName.QUARANTINE) {
      decisive.addAll(CHOICE);
    }
    return decisive.stream().allMatch(o -> isDefault(o, options));
  }

  /** The same for external arrays. */
  static boolean leaveArrays(OptionValues options) {
    return ARRAYS.stream().allMatch(o -> isDefault(o, options));
  }

  /** Whether no option chooses among the runs. */
  static boolean chooseAll(OptionValues options) {
    return CHOICE.stream().allMatch(o -> isDefault(o, options));
  }

  private static <T> boolean isDefault(Option<T> option, OptionValues options) {
    return !options.has(option)
        || option.fallback().filter(f -> f.equals(options.get(option))).isPresent();
  }

  /** Whether a conversion stored the rows that a reader without options gets. */
  static boolean storedPlainly(Commit commit) {
    Map<String, String> selection = commit.selection();
    boolean dropped =
        selection.entrySet().stream()
            .anyMatch(
                e ->
                    e.getKey().equalsIgnoreCase(Options.MODE.key())
                        && e.getValue().strip().equalsIgnoreCase("DROPMALFORMED"));
    return !dropped
        && selection.keySet().stream()
            .map(k -> k.toLowerCase(Locale.ROOT))
            .allMatch(k -> HARMLESS.contains(k) || k.matches("(mongo|tiled|kafka)\\..*"));
  }

  /** Whether a conversion stored a folder for a stream, if that has rows. */
  static boolean storedStream(Commit commit, String stream) {
    String only = commit.selection().get("streams");
    return only == null || List.of(only.split(",", -1)).contains(stream);
  }

  /** Whether a conversion copied external arrays, and left none out. */
  static boolean storedArrays(Commit commit) {
    return commit.selection().containsKey("frames")
        && commit.selection().keySet().stream()
            .noneMatch(k -> k.equalsIgnoreCase(Options.MISSING_FRAMES.key()));
  }
}
