package io.github.blueskyspark.tables;

import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreReading.Scope;
import io.github.blueskyspark.tables.index.LongTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out where the files of a group can be cut: before a start document, or between two files,
 * where nothing that comes later has to do with anything before. Keeps some 40 bytes for each run,
 * descriptor and resource. Not thread safe.
 */
final class WindowCuts {
  private static final int MOST_PIECES = Integer.MAX_VALUE - 1;

  /**
   * What is read of a file.
   *
   * @param from number of the first piece, 0-based
   * @param to number of the piece behind the last
   * @param share of the file
   * @param runs which of the runs in it are read
   */
  record Part(FileRef file, long from, long to, double share, Shard runs) {}

  /** A file's pieces among those of all files. */
  private record Place(long begin, long end) {
    /** What lies between two pieces; the last part also has what cannot be read. */
    Part part(FileRef file, long low, long high, Shard runs) {
      long from = Math.max(begin, low) - begin;
      long to = high >= end ? Long.MAX_VALUE : high - begin;
      double share = (double) (Math.min(end - begin, to) - from) / Math.max(1, end - begin);
      return new Part(file, from, to, share, runs.from((int) (begin - low)));
    }
  }

  private final int runs;
  private final RunTies ties = new RunTies();
  private final LongTable numbers = new LongTable();
  private int[] first = new int[64];
  private int[] last = new int[64];
  private final List<Place> places = new ArrayList<>();
  private int[] candidates = new int[64];
  private int candidateCount;
  private int at;
  private boolean whole;

  private WindowCuts(int runs) {
    this.runs = runs;
  }

  /**
   * The parts, each to be read as if it were all; one with everything where they cannot be cut.
   *
   * @param runs as many at least in each part but the last
   * @param most where a part holds more runs, it comes several times, each with so many of them
   */
  static List<List<Part>> of(List<FileRef> files, GroupReading reading, int runs, int most)
      throws IOException {
    WindowCuts cuts = new WindowCuts(runs);
    for (FileRef file : files) {
      cuts.scan(file, reading);
    }
    return cuts.parts(files, cuts.cuts(), most);
  }

  private void scan(FileRef file, GroupReading reading) throws IOException {
    int begin = at;
    candidate();
    DocumentLinks links = new DocumentLinks(this::link);
    try (DocumentReader reader = reading.open(file, Scope.EVERYTHING)) {
      for (Step step = reader.advance(); step != Step.END; step = reader.advance()) {
        if (step == Step.DOCUMENT) {
          if (reader.document().name().equals(DocumentKind.START.label())) {
            candidate();
          }
          links.look(reader.document());
        }
        ties.nextPiece();
        at++;
        whole |= at >= MOST_PIECES;
      }
    } catch (IOException | ArchiveException e) {
      places.add(new Place(begin, at)); // whoever reads its last part will say what is wrong
      return;
    }
    whole |= links.guessed();
    places.add(new Place(begin, at));
  }

  private void candidate() {
    if (candidateCount > 0 && candidates[candidateCount - 1] == at) {
      return;
    }
    if (candidateCount == candidates.length) {
      candidates = Arrays.copyOf(candidates, candidateCount * 2);
    }
    candidates[candidateCount++] = at;
  }

  /** Notes a link of the piece at hand; false when it is the first of its kind. */
  private boolean link(long hash) {
    int next = numbers.size();
    int number = numbers.putIfAbsent(hash, next);
    ties.tie(number == LongTable.NONE ? next : number);
    if (number != LongTable.NONE) {
      last[number] = at;
      return true;
    }
    if (next == first.length) {
      first = Arrays.copyOf(first, next * 2);
      last = Arrays.copyOf(last, next * 2);
    }
    first[next] = at;
    last[next] = at;
    return false;
  }

  /** Numbers of the pieces before which can be cut, and that behind the last. */
  private List<Integer> cuts() {
    List<Integer> cuts = new ArrayList<>();
    int link = 0;
    int furthest = -1;
    int begun = 0;
    for (int c = 0; c < candidateCount && !whole; c++) {
      int place = candidates[c];
      for (; link < numbers.size() && first[link] < place; link++) {
        furthest = Math.max(furthest, last[link]);
      }
      boolean behindLast = cuts.isEmpty() ? place > 0 : place > cuts.get(cuts.size() - 1);
      if (furthest < place && begun >= runs && behindLast) {
        cuts.add(place);
        begun = 0;
      }
      begun++;
    }
    cuts.add(at);
    return cuts;
  }

  private List<List<Part>> parts(List<FileRef> files, List<Integer> cuts, int most) {
    List<List<Part>> all = new ArrayList<>();
    int low = 0;
    for (int i = 0; i < cuts.size(); i++) {
      boolean isLast = i == cuts.size() - 1;
      List<Shard> shards = whole ? List.of(Shard.ALL) : ties.shards(low, cuts.get(i), most);
      for (Shard shard : shards) {
        all.add(parts(files, low, isLast ? Long.MAX_VALUE : cuts.get(i), shard));
      }
      low = cuts.get(i);
    }
    return all;
  }

  private List<Part> parts(List<FileRef> files, long low, long high, Shard shard) {
    List<Part> parts = new ArrayList<>();
    for (int f = 0; f < files.size(); f++) {
      Place place = places.get(f);
      boolean empty = place.begin() == place.end();
      // what cannot be opened is told of once
      boolean mine = empty ? place.begin() >= low && shard.number() == 0 : place.end() > low;
      if (mine && place.begin() < high) {
        parts.add(place.part(files.get(f), low, high, shard));
      }
    }
    return List.copyOf(parts);
  }
}
