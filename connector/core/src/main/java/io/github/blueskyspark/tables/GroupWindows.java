package io.github.blueskyspark.tables;

import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of very many runs, window by window: what is kept of the runs of one is forgotten before
 * the next is read. A window holds whole runs; where very many are interleaved, it is read several
 * times, some of the runs each time. Not thread safe; whoever made it closes it.
 */
public final class GroupWindows implements Closeable {
  /** So many runs are read at once, whatever they are. */
  static final int FEW = 2000;

  private static final int A_WINDOW = 1000;
  private static final int MOST = 10_000;

  private final List<FileRef> group;
  private final GroupReading reading;
  private final PartReaders readers = new PartReaders();
  private final Iterator<List<WindowCuts.Part>> windows;
  private Map<FileRef, WindowCuts.Part> window = Map.of();

  private GroupWindows(
      List<FileRef> group, GroupReading reading, List<List<WindowCuts.Part>> windows) {
    this.group = List.copyOf(group);
    this.reading = reading;
    this.windows = windows.iterator();
  }

  /** Cuts a group; its files are read once for that. */
  public static GroupWindows of(List<FileRef> group, GroupReading reading) throws IOException {
    return of(group, reading, A_WINDOW, MOST);
  }

  /**
   * Cuts a group.
   *
   * @param runs as many at least in each window but the last
   * @param most runs that are read at once where a window has more
   */
  static GroupWindows of(List<FileRef> group, GroupReading reading, int runs, int most)
      throws IOException {
    GroupReading all = reading.within(GroupExtent.WHOLE);
    return new GroupWindows(group, all, WindowCuts.of(group, all, runs, most));
  }

  /** Does something with what is read of a group. */
  @FunctionalInterface
  public interface Use {
    /** Reads these files in this way. */
    void of(List<FileRef> files, GroupReading reading) throws IOException;
  }

  /**
   * Does something with a group at once, or with one window after the other if it holds many runs.
   *
   * @param use must leave no trace when it fails with {@link ManyRuns}
   */
  public static void each(List<FileRef> group, GroupReading reading, Use use) throws IOException {
    try {
      use.of(group, reading.within(GroupExtent.few()));
    } catch (ManyRuns e) {
      try (GroupWindows windows = of(group, reading)) {
        while (windows.next()) {
          use.of(windows.files(), windows.reading());
        }
      }
    }
  }

  /** Goes on to the next window; false when there is none. */
  public boolean next() {
    if (!windows.hasNext()) {
      return false;
    }
    Map<FileRef, WindowCuts.Part> parts = new LinkedHashMap<>();
    windows.next().forEach(part -> parts.put(part.file(), part));
    window = parts;
    return true;
  }

  /** Files that the window has a part in. */
  public List<FileRef> files() {
    return List.copyOf(window.keySet());
  }

  /** Reads the window. */
  public GroupReading reading() {
    Map<FileRef, WindowCuts.Part> parts = window;
    return reading.within(
        new GroupExtent() {
          @Override
          public int mostRuns() {
            return Integer.MAX_VALUE;
          }

          @Override
          public DocumentReader open(FileRef file, Opener opener) throws IOException {
            WindowCuts.Part part = parts.get(file);
            return readers.open(file, part.from(), part.to(), part.runs(), opener);
          }

          @Override
          public long bytes(FileRef file) {
            return (long) (parts.get(file).share() * file.size());
          }

          @Override
          public List<FileRef> group(List<FileRef> files) {
            return group;
          }
        });
  }

  @Override
  public void close() throws IOException {
    readers.close();
  }
}
