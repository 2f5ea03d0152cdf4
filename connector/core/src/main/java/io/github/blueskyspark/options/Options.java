package io.github.blueskyspark.options;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Every option of the connector. */
public final class Options {
  /** What frames that are missing become. */
  public enum MissingFrames {
    ERROR,
    NULL
  }

  /** Whether {@code documents} holds external arrays. */
  public enum Fill {
    NO,
    YES
  }

  /** Order of the documents of a run. */
  public enum DocumentOrder {
    ORIGINAL,
    CANONICAL
  }

  public static final Option<List<String>> PATH =
      paths(
          "path",
          "Path or paths of the archive; any Hadoop URI, globs included, or the URI of a server.");
  public static final Option<String> ARCHIVE =
      text(
          "archive",
          OptionGroup.SOURCE,
          "auto",
          "Kind of archive: auto (by content), jsonl, msgpack, pack, mongo, tiled, kafka, files,"
              + " warehouse.");
  public static final Option<String> TABLE =
      text(
          "table",
          OptionGroup.SOURCE,
          "runs",
          "Table to read: runs, streams, data_keys, configuration, events, stream, documents,"
              + " assets, frames, datasets, quarantine, conversions.");
  public static final Option<String> STREAM =
      text("stream", OptionGroup.SOURCE, "", "Name of the stream, for table=stream.");
  public static final Option<String> DATA_KEY =
      text("dataKey", OptionGroup.SOURCE, "", "Name of the external data key, for table=frames.");

  public static final Option<String> QUERY =
      text(
          "query",
          OptionGroup.SELECTION,
          "",
          "MongoDB query over start documents, as JSON; stop. and descriptors. address the"
              + " others.");
  public static final Option<String> RUN =
      text(
          "run",
          OptionGroup.SELECTION,
          "",
          "Runs by key, comma-separated: uid, at least 5 characters of one, scan_id, -N for the"
              + " N-th newest; uid: forces a uid.");
  public static final Option<String> SINCE =
      text(
          "since",
          OptionGroup.SELECTION,
          "",
          "Runs that started at this time or later: a date, date and time, or seconds since the"
              + " epoch.");
  public static final Option<String> UNTIL =
      text("until", OptionGroup.SELECTION, "", "Runs that started before this time.");
  public static final Option<String> TIME_ZONE =
      text(
          "timeZone",
          OptionGroup.SELECTION,
          "",
          "Zone of since and until where they name none; default: the session's.");
  public static final Option<String> DUPLICATES =
      word(
          "duplicates",
          OptionGroup.SELECTION,
          "latest",
          "Several runs with one scan_id: the latest, all of them, or an error.",
          "latest",
          "all",
          "error");

  public static final Option<String> PATH_GLOB_FILTER =
      text("pathGlobFilter", OptionGroup.FILES, "", "Only files whose name matches this glob.");
  public static final Option<Boolean> RECURSIVE_FILE_LOOKUP =
      flag("recursiveFileLookup", OptionGroup.FILES, true, "Look into directories below the path.");
  public static final Option<String> MODIFIED_AFTER =
      text(
          "modifiedAfter",
          OptionGroup.FILES,
          "",
          "Only files modified after this time, for example 2026-01-31T00:00:00.");
  public static final Option<String> MODIFIED_BEFORE =
      text("modifiedBefore", OptionGroup.FILES, "", "Only files modified before this time.");
  public static final Option<Boolean> IGNORE_MISSING_FILES =
      flag(
          "ignoreMissingFiles",
          OptionGroup.FILES,
          false,
          "Files that vanish before they are read count as empty.");
  public static final Option<Boolean> IGNORE_CORRUPT_FILES =
      flag(
          "ignoreCorruptFiles",
          OptionGroup.FILES,
          false,
          "Damaged archive files end where the damage begins; damaged frames become null with"
              + " missingFrames=null.");

  public static final Option<ReadMode> MODE =
      choice(
          "mode",
          OptionGroup.BAD_INPUT,
          ReadMode.PERMISSIVE,
          ReadMode.class,
          "What happens to bad input: PERMISSIVE keeps the rest, DROPMALFORMED also leaves out rows"
              + " of stream with a value that does not fit its type, FAILFAST stops; quarantine"
              + " lists what was rejected in any case.");
  public static final Option<String> COLUMN_NAME_OF_CORRUPT_RECORD =
      text(
          "columnNameOfCorruptRecord",
          OptionGroup.BAD_INPUT,
          "",
          "Extra column of events and stream with the values that do not fit their declared type,"
              + " as JSON.");
  public static final Option<Integer> MAX_DOCUMENT_BYTES =
      integer(
          "maxDocumentBytes",
          OptionGroup.BAD_INPUT,
          64 << 20,
          "Longest document that is read; a longer one is quarantined.");

  public static final Option<List<String>> ALLOWED_ROOTS =
      list(
          "allowedRoots",
          OptionGroup.EXTERNAL,
          "Directories below which external files may be opened, comma-separated; default: the"
              + " archive's own.");
  public static final Option<Map<String, String>> ROOT_MAP = rootMap();
  public static final Option<String> ROI =
      text(
          "roi",
          OptionGroup.EXTERNAL,
          "",
          "Region of each frame in numpy slices on the trailing axes, for example 0:512,100:200.");
  public static final Option<String> TEMPLATE =
      text(
          "template",
          OptionGroup.EXTERNAL,
          "",
          "For archive=files: file names with {run} and {index} fields.");
  public static final Option<MissingFrames> MISSING_FRAMES =
      choice(
          "missingFrames",
          OptionGroup.EXTERNAL,
          MissingFrames.ERROR,
          MissingFrames.class,
          "Frames that are missing: an error, or null.");
  public static final Option<Fill> FILL =
      choice(
          "fill",
          OptionGroup.EXTERNAL,
          Fill.NO,
          Fill.class,
          "Whether table documents holds external arrays.");
  public static final Option<DocumentOrder> ORDER =
      choice(
          "order",
          OptionGroup.SOURCE,
          DocumentOrder.ORIGINAL,
          DocumentOrder.class,
          "Order of table documents: as in the source, or canonical.");
  public static final Option<Boolean> INCLUDE_UNPUBLISHED =
      flag(
          "includeUnpublished",
          OptionGroup.EXTERNAL,
          false,
          "Show frames of a file that no document announces.");
  public static final Option<Boolean> INCLUDE_SUPERSEDED =
      flag(
          "includeSuperseded",
          OptionGroup.EXTERNAL,
          false,
          "Show events that a later event with the same seq_num replaced.");
  public static final Option<Long> MAX_FRAME_BYTES =
      bytes(
          "maxFrameBytes",
          OptionGroup.EXTERNAL,
          1L << 30,
          "Largest frame that is read into memory, in bytes.");

  public static final Option<String> API_KEY =
      text("apiKey", OptionGroup.SERVERS, "", "API key of a Tiled server.").hidden();
  public static final Option<Integer> MAX_FILES_PER_TRIGGER =
      integer(
          "maxFilesPerTrigger",
          OptionGroup.STREAMING,
          1000,
          "Upper bound of files one micro-batch reads.");
  public static final Option<Integer> MAX_FRAMES_PER_TRIGGER =
      integer(
          "maxFramesPerTrigger",
          OptionGroup.STREAMING,
          10_000,
          "Upper bound of detector frames one micro-batch reads.");
  public static final Option<String> STARTING_OFFSETS =
      word(
          "startingOffsets",
          OptionGroup.STREAMING,
          "earliest",
          "Where a new streaming query begins: earliest or latest.",
          "earliest",
          "latest");
  public static final Option<Boolean> FAIL_ON_DATA_LOSS =
      flag(
          "failOnDataLoss",
          OptionGroup.STREAMING,
          true,
          "Stop a streaming query when a file it has not read to its end is gone or cut.");
  public static final Option<String> INDEX =
      text(
          "index",
          OptionGroup.INDEX,
          "auto",
          "Run index: auto (the one in the archive, where there is one), off, or its directory.");

  private static final List<Option<?>> ALL =
      List.of(
          PATH,
          ARCHIVE,
          TABLE,
          STREAM,
          DATA_KEY,
          ORDER,
          QUERY,
          RUN,
          SINCE,
          UNTIL,
          TIME_ZONE,
          DUPLICATES,
          PATH_GLOB_FILTER,
          RECURSIVE_FILE_LOOKUP,
          MODIFIED_AFTER,
          MODIFIED_BEFORE,
          IGNORE_MISSING_FILES,
          IGNORE_CORRUPT_FILES,
          MODE,
          COLUMN_NAME_OF_CORRUPT_RECORD,
          MAX_DOCUMENT_BYTES,
          ALLOWED_ROOTS,
          ROOT_MAP,
          ROI,
          TEMPLATE,
          MISSING_FRAMES,
          FILL,
          INCLUDE_UNPUBLISHED,
          INCLUDE_SUPERSEDED,
          MAX_FRAME_BYTES,
          API_KEY,
          MAX_FILES_PER_TRIGGER,
          MAX_FRAMES_PER_TRIGGER,
          STARTING_OFFSETS,
          FAIL_ON_DATA_LOSS,
          INDEX);

  /** Groups whose keys pass on to a library: {@code mongo.batchSize}. */
  static final List<String> PASS_ON = List.of("mongo.", "tiled.", "kafka.");

  private Options() {}

  /** All options, in the order of the page. */
  public static List<Option<?>> all() {
    return ALL;
  }

  private static Option<String> text(String key, OptionGroup group, String fallback, String help) {
    return new Option<>(key, group, Optional.of(fallback), fallback, help, Function.identity());
  }

  private static Option<String> word(
      String key, OptionGroup group, String fallback, String help, String... allowed) {
    return new Option<>(
        key,
        group,
        Optional.of(fallback),
        fallback,
        help,
        t -> OptionText.oneOf(key, t, Arrays.asList(allowed)));
  }

  private static <E extends Enum<E>> Option<E> choice(
      String key, OptionGroup group, E fallback, Class<E> type, String help) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(E::name).toList();
    String shown =
        type == ReadMode.class ? fallback.name() : fallback.name().toLowerCase(Locale.ROOT);
    return new Option<>(
        key,
        group,
        Optional.of(fallback),
        shown,
        help,
        t -> Enum.valueOf(type, OptionText.oneOf(key, t, names)));
  }

  private static Option<Boolean> flag(
      String key, OptionGroup group, boolean fallback, String help) {
    return new Option<>(
        key,
        group,
        Optional.of(fallback),
        String.valueOf(fallback),
        help,
        t -> Boolean.valueOf(OptionText.oneOf(key, t, List.of("true", "false"))));
  }

  private static Option<Integer> integer(String key, OptionGroup group, int fallback, String help) {
    return new Option<>(
        key,
        group,
        Optional.of(fallback),
        String.valueOf(fallback),
        help,
        t -> (int) OptionText.number(key, t, Integer.MAX_VALUE));
  }

  private static Option<Long> bytes(String key, OptionGroup group, long fallback, String help) {
    return new Option<>(
        key,
        group,
        Optional.of(fallback),
        String.valueOf(fallback),
        help,
        t -> OptionText.number(key, t, Long.MAX_VALUE));
  }

  private static Option<List<String>> paths(String key, String help) {
    return new Option<>(key, OptionGroup.SOURCE, Optional.of(List.of()), "", help, List::of);
  }

  private static Option<List<String>> list(String key, OptionGroup group, String help) {
    return new Option<>(key, group, Optional.of(List.of()), "", help, OptionText::commaSeparated);
  }

  private static Option<Map<String, String>> rootMap() {
    String help =
        "Where directories named in documents are now: old=new, comma-separated; the longest prefix"
            + " wins, Windows roots too.";
    return new Option<>(
        "rootMap", OptionGroup.EXTERNAL, Optional.of(Map.of()), "", help, OptionText::rootMap);
  }
}
