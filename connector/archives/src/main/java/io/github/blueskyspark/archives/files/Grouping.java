package io.github.blueskyspark.archives.files;

import io.github.blueskyspark.archives.files.FileRun.Range;
import io.github.blueskyspark.archives.files.NameTemplate.Match;
import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups files to runs by their names. Without a template an HDF5 file is a run, and images that
 * differ in the number at the end of their names are one.
 */
final class Grouping {
  private static final Pattern NUMBERED = Pattern.compile("([0-9]{1,18})\\.[A-Za-z0-9]+$");

  /** A file with its index. */
  private record Numbered(FileRef file, long index, int start, int end) {
    int digits() {
      return end - start;
    }

    String digitText() {
      return file.uri().substring(start, end);
    }
  }

  private final Optional<NameTemplate> template;
  private final Map<String, List<Numbered>> numbered = new TreeMap<>();
  private final Map<String, String> names = new TreeMap<>();
  private final List<FileRun> runs = new ArrayList<>();

  private Grouping(Optional<NameTemplate> template) {
    this.template = template;
  }

  /** The runs, sorted by the URIs of their first files. */
  static List<FileRun> of(List<FileRef> files, Optional<NameTemplate> template) {
    Grouping grouping = new Grouping(template);
    for (FileRef file : files) {
      Optional<FileKind> kind = FileKind.of(file.name());
      if (kind.isPresent()) {
        grouping.add(file, kind.get());
      }
    }
    grouping.numbered.forEach(grouping::close);
    grouping.runs.sort(Comparator.comparing(FileRun::first));
    return grouping.runs;
  }

  private void add(FileRef file, FileKind kind) {
    String uri = file.uri();
    int start = -1;
    int end = -1;
    String run = stem(file.name());
    if (template.isPresent()) {
      Optional<Match> match = template.get().match(uri);
      if (match.isEmpty()) {
        return;
      }
      start = match.get().start();
      end = match.get().end();
      run = match.get().run();
    } else if (kind != FileKind.HDF5) {
      Matcher m = NUMBERED.matcher(uri);
      if (m.find() && m.start(1) > uri.lastIndexOf('/')) {
        start = m.start(1);
        end = m.end(1);
        String before = uri.substring(uri.lastIndexOf('/') + 1, start);
        run = before.replaceFirst("[-_.]+$", "");
      }
    }
    if (start < 0) {
      runs.add(FileRun.single(file, run.isEmpty() ? stem(file.name()) : run));
      return;
    }
    String key = uri.substring(0, start) + "{index}" + uri.substring(end);
    names.put(key, run);
    numbered
        .computeIfAbsent(key, k -> new ArrayList<>())
        .add(new Numbered(file, Long.parseLong(uri.substring(start, end)), start, end));
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private void close(String key, List<Numbered> files) {
    OptionalInt said = template.map(NameTemplate::width).orElse(OptionalInt.empty());
    int width = said.orElseGet(() -> files.stream().mapToInt(Numbered::digits).min().orElse(1));
    String run = names.get(key);
    List<Numbered> fitting = new ArrayList<>();
    for (Numbered one : files) {
      if (padded(one.index, width).equals(one.digitText())) {
        fitting.add(one);
      } else if (said.isEmpty()) {
        runs.add(FileRun.single(one.file, stem(one.file.name()))); // 1.tif beside 0001.tif
      }
    }
    if (fitting.isEmpty()) {
      return;
    }
    fitting.sort(Comparator.comparingLong(Numbered::index));
    Numbered first = fitting.get(0);
    String name = run.isEmpty() ? directoryName(first.file.uri()) : run;
    runs.add(
        new FileRun(
            first.file.uri(),
            name,
            fitting.stream().mapToLong(n -> n.file.modified()).min().orElse(0),
            fitting.stream().mapToLong(n -> n.file.modified()).max().orElse(0),
            first.start,
            first.end,
            width,
            ranges(fitting)));
  }

  private static String padded(long index, int width) {
    String digits = Long.toString(index);
    return "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private static List<Range> ranges(List<Numbered> files) {
    List<Range> ranges = new ArrayList<>();
    long from = files.get(0).index;
    long to = from;
    for (Numbered one : files) {
      if (one.index > to) {
        ranges.add(new Range(from, to));
        from = one.index;
      }
      to = one.index + 1;
    }
    ranges.add(new Range(from, to));
    return ranges;
  }

  private static String directoryName(String uri) {
    String directory = uri.substring(0, uri.lastIndexOf('/'));
    return directory.substring(directory.lastIndexOf('/') + 1);
  }
}
