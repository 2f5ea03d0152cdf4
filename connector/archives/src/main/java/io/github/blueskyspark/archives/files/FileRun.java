package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.spi.FileRef;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The files of one run, and how that is said in the URI of a part: the first file, then after
 * {@code #} what else is to be known, so that a task lists nothing.
 *
 * @param first URI of the file with the lowest index
 * @param run text of the run, for people
 * @param oldest milliseconds since the epoch at which its oldest file was modified
 * @param newest the same of its newest
 * @param start where the digits of the index begin in {@code first}; -1 for a run of one file
 * @param end one past the last digit
 * @param width digits at the least
 * @param ranges indices that there are, ascending, half open
 */
record FileRun(
    String first,
    String run,
    long oldest,
    long newest,
    int start,
    int end,
    int width,
    List<Range> ranges) {
  /** Indices from one to before another. */
  record Range(long from, long to) {}

  FileRun {
    ranges = List.copyOf(ranges);
  }

  /** A run of one file. */
  static FileRun single(FileRef file, String run) {
    return new FileRun(file.uri(), run, file.modified(), file.modified(), -1, -1, 0, List.of());
  }

  boolean isNumbered() {
    return start >= 0;
  }

  /** Files in it. */
  long files() {
    return isNumbered() ? ranges.stream().mapToLong(r -> r.to - r.from).sum() : 1;
  }

  /** URI of the directory, with its slash. */
  String directory() {
    return first.substring(0, first.lastIndexOf('/') + 1);
  }

  /** What is common to the names of its files. */
  private String pattern() {
    return isNumbered() ? first.substring(0, start) + "{index}" + first.substring(end) : first;
  }

  /** The same for the same files in the same place. */
  String uid() {
    return made("run");
  }

  /** A uid of something in the run. */
  String made(String of) {
    byte[] name = (of + "\n" + pattern()).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }

  /** Names of the files behind the directory, as a stream resource's template. */
  String template() {
    int slash = first.lastIndexOf('/') + 1;
    return escaped(first.substring(slash, start))
        + (width > 1 ? "{:0" + width + "d}" : "{:d}")
        + escaped(first.substring(end));
  }

  private static String escaped(String text) {
    // percent-encoding stays: the template's result is part of a URI
    return text.replace("%", "%%").replace("{", "{{").replace("}", "}}");
  }

  /** The part that stands for it. */
  FileRef part(String store) {
    StringBuilder said = new StringBuilder(first).append("#run=");
    said.append(URLEncoder.encode(run, StandardCharsets.UTF_8));
    said.append("&time=").append(oldest).append('-').append(newest);
    if (isNumbered()) {
      said.append("&at=").append(start).append('-').append(end).append("&width=").append(width);
      said.append("&index=");
      String comma = "";
      for (Range r : ranges) {
        said.append(comma).append(r.from).append('-').append(r.to);
        comma = ",";
      }
    }
    return new FileRef(said.toString(), Math.max(1024, 512 * files()), newest, store);
  }

  /** Reads a part's URI. */
  static FileRun of(FileRef part) {
    int hash = part.uri().lastIndexOf('#');
    Map<String, String> said = new HashMap<>();
    for (String pair : part.uri().substring(hash + 1).split("&", -1)) {
      int equals = pair.indexOf('=');
      said.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    Range time = range(said.get("time"));
    Range at = said.containsKey("at") ? range(said.get("at")) : new Range(-1, -1);
    List<Range> ranges = new ArrayList<>();
    if (said.containsKey("index")) {
      for (String one : said.get("index").split(",", -1)) {
        ranges.add(range(one));
      }
    }
    return new FileRun(
        part.uri().substring(0, hash),
        URLDecoder.decode(said.get("run"), StandardCharsets.UTF_8),
        time.from,
        time.to,
        (int) at.from,
        (int) at.to,
        Integer.parseInt(said.getOrDefault("width", "0")),
        ranges);
  }

  private static Range range(String text) {
    int dash = text.indexOf('-', 1);
    return new Range(
        Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }
}
