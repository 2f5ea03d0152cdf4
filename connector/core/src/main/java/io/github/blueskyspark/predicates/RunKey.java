package io.github.blueskyspark.predicates;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How a user names a run: by scan_id, by uid or its beginning, or by its place from the newest. */
public sealed interface RunKey extends Serializable {
  /** Longest text of digits that is a scan_id; a longer one is the beginning of a uid. */
  int SCAN_ID_DIGITS = 9;

  /** The exhaustive choice between the kinds. */
  <R> R fold(Function<ScanId, R> scanId, Function<Newest, R> newest, Function<Uid, R> uid);

  /** The key as the user would write it. */
  String text();

  /**
   * Reads a comma-separated list of keys; a blank text is an empty list.
   *
   * <p>Digits only and fewer than ten of them are a scan_id (0 too), {@code -N} is the N-th newest
   * run, anything else the uid or its beginning, literally; {@code uid:} in front forces a uid.
   *
   * @throws OptionException for an empty element, and for {@code -0}
   */
  static List<RunKey> parse(String keys) {
    List<RunKey> parsed = new ArrayList<>();
    if (!keys.isBlank()) {
      for (String key : keys.split(",", -1)) {
        parsed.add(one(key.strip(), keys));
      }
    }
    return List.copyOf(parsed);
  }

  private static RunKey one(String key, String keys) {
    if (key.isEmpty() || key.equals("uid:")) {
      throw new OptionException(
          Location.option("run"),
          "read run keys '" + keys + "'",
          "one of them is empty",
          "Separate keys by single commas");
    }
    if (key.startsWith("uid:")) {
      return new Uid(key.substring("uid:".length()).strip());
    }
    if (key.length() <= SCAN_ID_DIGITS && Patterns.DIGITS.matcher(key).matches()) {
      return new ScanId(Long.parseLong(key));
    }
    if (Patterns.NEWEST.matcher(key).matches()) {
      long place = Long.parseLong(key.substring(1));
      if (place == 0) {
        throw new OptionException(
            Location.option("run"),
            "read run key '" + key + "'",
            "counting from the newest run begins with 1",
            "Write -1 for the newest run");
      }
      return new Newest(place);
    }
    return new Uid(key);
  }

  /** A scan_id, 0 included. */
  record ScanId(long scanId) implements RunKey {
    @Override
    public <R> R fold(
        Function<ScanId, R> scanId, Function<Newest, R> newest, Function<Uid, R> uid) {
      return scanId.apply(this);
    }

    @Override
    public String text() {
      return Long.toString(scanId);
    }
  }

  /** The place counted from the newest run, which is 1. */
  record Newest(long place) implements RunKey {
    @Override
    public <R> R fold(
        Function<ScanId, R> scanId, Function<Newest, R> newest, Function<Uid, R> uid) {
      return newest.apply(this);
    }

    @Override
    public String text() {
      return "-" + place;
    }
  }

  /** A uid or its beginning; no character has a meaning of its own. */
  record Uid(String beginning) implements RunKey {
    @Override
    public <R> R fold(
        Function<ScanId, R> scanId, Function<Newest, R> newest, Function<Uid, R> uid) {
      return uid.apply(this);
    }

    @Override
    public String text() {
      return beginning;
    }
  }

  /** The spellings. */
  final class Patterns {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern NEWEST = Pattern.compile("-[0-9]{1,18}");

    private Patterns() {}
  }
}
