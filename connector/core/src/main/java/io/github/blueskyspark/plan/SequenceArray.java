package io.github.blueskyspark.plan;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.LittleEndian;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One array over the files of a sequence. A file is opened when a row of it is read, and one is
 * open at a time; the first file that is there tells dtype and shape for all.
 *
 * <p>A file that is missing makes its own rows missing and no other ones: files are named by
 * number, and the row of a number never moves. Not thread safe; one owner closes it.
 */
final class SequenceArray implements ArrayAsset {
  /** Neighbours that are tried one by one before the search for a first file takes longer steps. */
  private static final int NEIGHBOURS = 256;

  /** Files that are opened in vain before the search ends. */
  private static final int TRIES = 8;

  /** Opens the array in one file. */
  interface Opener {
    ArrayAsset open(String uri) throws IOException;
  }

  /** The axes, once a file's shape is known. */
  interface Layout {
    SequenceAxes of(List<Long> file, FirstAxis first);
  }

  private final FileSequence sequence;
  private final Opener opener;
  private final AssetFiles files;
  private final Location where;
  private final ArrayInfo one;
  private final SequenceAxes axes;
  private final ArrayInfo info;
  private long number;
  private Optional<ArrayAsset> open;
  private ByteBuffer gathered = ByteBuffer.allocate(0);

  private SequenceArray(
      FileSequence sequence,
      Opener opener,
      AssetFiles files,
      Location where,
      First first,
      SequenceAxes axes,
      long rows) {
    this.sequence = sequence;
    this.opener = opener;
    this.files = files;
    this.where = where;
    this.one = first.asset.info();
    this.axes = axes;
    this.number = first.number;
    this.open = Optional.of(first.asset);
    long most = Long.MAX_VALUE / 2 / Math.max(1, axes.files() * Math.max(1, axes.frames()));
    List<Long> shape = axes.whole(one.shape(), Math.min(rows, most) * axes.files());
    List<Long> chunk = new ArrayList<>(shape);
    chunk.set(0, Math.max(1, axes.frames()));
    this.info =
        new ArrayInfo(one.path(), one.dtype(), shape, chunk, one.filters(), -1, one.attributes());
  }

  private record First(long number, ArrayAsset asset) {}

  /**
   * Opens the first file that is there, for what it says of all.
   *
   * @param rows that the documents announce
   * @param filesPerRow as the documents say it
   * @throws AssetException when there is none that can be read; that of the first file
   */
  static SequenceArray open(
      FileSequence sequence,
      Announced rows,
      long filesPerRow,
      Layout layout,
      Opener opener,
      AssetFiles files,
      Location where)
      throws IOException {
    First first = first(sequence, rows, filesPerRow, opener, files);
    boolean done = false;
    try {
      SequenceAxes axes = layout.of(first.asset.info().shape(), first.asset.firstAxis());
      SequenceArray made =
          new SequenceArray(sequence, opener, files, where, first, axes, rows.stop());
      done = true;
      return made;
    } finally {
      if (!done) {
        first.asset.close();
      }
    }
  }

  private static First first(
      FileSequence sequence, Announced rows, long filesPerRow, Opener opener, AssetFiles files)
      throws IOException {
    long from = Math.min(rows.first(), Long.MAX_VALUE / filesPerRow) * filesPerRow;
    long count =
        Math.max(1, Math.min(rows.stop() - rows.first(), Long.MAX_VALUE / filesPerRow / 2))
            * filesPerRow;
    Optional<AssetException> failed = Optional.empty();
    int tried = 0;
    for (long at = 0; at < count && tried < TRIES; at = at < NEIGHBOURS ? at + 1 : 2 * at) {
      String uri = sequence.file(from + at);
      if (files.stat(uri).isPresent()) {
        tried++;
        try {
          return new First(from + at, opener.open(uri));
        } catch (AssetException e) {
          failed = failed.or(() -> Optional.of(e));
        }
      }
    }
    if (failed.isPresent()) {
      throw failed.get();
    }
    // none is there: opening the first one says so
    return new First(from, opener.open(sequence.file(from)));
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  /** Shape of a row as the files have it. */
  List<Long> row() {
    return axes.row();
  }

  /** Files that hold one row. */
  long filesPerRow() {
    return axes.files();
  }

  /** Elements of the first axis that a file adds. */
  long framesPerFile() {
    return axes.frames();
  }

  /** Whether a file adds one element of the first axis, which is its whole array. */
  boolean isStacked() {
    return axes.isStacked();
  }

  /** URI of a file. */
  String file(long which) {
    return sequence.file(which);
  }

  /** The file as it is now; empty when it is missing. */
  Optional<FileRef> stat(long which) throws IOException {
    return files.stat(sequence.file(which));
  }

  /**
   * Refuses elements of the first axis whose files are missing, without opening any.
   *
   * @throws AssetException with status {@link AssetStatus#MISSING}
   */
  void require(long from, long count) throws IOException {
    for (long f = from / axes.frames(); f * axes.frames() < from + count; f++) {
      boolean isOpen = open.isPresent() && number == f;
      if (!isOpen && stat(f).isEmpty()) {
        files.open(sequence.file(f)).close(); // says what is missing
      }
    }
  }

  /**
   * Opens a file of the sequence and compares it with the first.
   *
   * @throws AssetException when it is missing, damaged, or of another shape or dtype
   */
  ArrayAsset at(long which) throws IOException {
    if (open.isEmpty() || number != which) {
      close();
      ArrayAsset asset = opener.open(sequence.file(which));
      open = Optional.of(asset);
      number = which;
      compare(asset.info());
    }
    return open.get();
  }

  private void compare(ArrayInfo other) throws IOException {
    boolean isSame =
        other.shape().equals(one.shape())
            && other.dtype().littleEndian().equals(one.dtype().littleEndian());
    if (!isSame) {
      String uri = sequence.file(number);
      close();
      boolean isShort =
          !one.shape().isEmpty()
              && other.shape().size() == one.shape().size()
              && other.shape().get(0) < one.shape().get(0);
      throw new AssetException(
              where.asset(uri),
              "read it as a file of a sequence",
              "it holds "
                  + other.dtype()
                  + other.shape()
                  + ", the first file "
                  + one.dtype()
                  + one.shape(),
              "Read the rest with " + (isShort ? "missingFrames=null" : "ignoreCorruptFiles=true"))
          .as(isShort ? AssetStatus.SHORT : AssetStatus.UNREADABLE);
    }
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    if (region.size() == 0) {
      return ByteBuffer.allocate(0).order(info.dtype().order());
    }
    if (fileOf(region.start(0)) == fileOf(region.stop(0) - 1)) {
      return part(region, 0, region.count(0));
    }
    int bytes = Math.toIntExact(Math.multiplyExact(region.size(), info.dtype().itemSize()));
    if (gathered.capacity() < bytes) {
      gathered = ByteBuffer.allocate(bytes);
    }
    gathered.clear();
    for (long done = 0; done < region.count(0); ) {
      long next = done + inSameFile(region, done);
      gathered.put(part(region, done, next - done));
      done = next;
    }
    return gathered.flip().slice().order(info.dtype().order());
  }

  @Override
  public List<Object> values(Region region) throws IOException {
    List<Object> values = new ArrayList<>();
    for (long done = 0; done < region.count(0); ) {
      long next = done + inSameFile(region, done);
      Region inside = inside(region, done, next - done);
      values.addAll(at(fileOf(element(region, done))).values(inside));
      done = next;
    }
    return values;
  }

  private static long element(Region region, long taken) {
    return region.start(0) + taken * region.step(0);
  }

  private long fileOf(long element) {
    return element / axes.frames();
  }

  /** Elements from {@code done} on that are in one file. */
  private long inSameFile(Region region, long done) {
    long at = element(region, done);
    long left = (fileOf(at) + 1) * axes.frames() - at;
    long step = region.step(0);
    return Math.min(region.count(0) - done, (left + step - 1) / step);
  }

  /** Some elements of the first axis, all in one file, in the byte order of the whole. */
  private ByteBuffer part(Region region, long from, long count) throws IOException {
    ArrayAsset asset = at(fileOf(element(region, from)));
    ByteBuffer bytes = asset.read(inside(region, from, count));
    DType stored = asset.info().dtype();
    if (stored.equals(info.dtype())) {
      return bytes;
    }
    // Another byte order than the first file's. Turned once to little endian, and so again.
    ByteBuffer little = ByteBuffer.wrap(LittleEndian.bytes(stored, bytes));
    return LittleEndian.needsSwap(info.dtype())
        ? ByteBuffer.wrap(LittleEndian.bytes(info.dtype(), little)).order(info.dtype().order())
        : little.order(info.dtype().order());
  }

  /** The region in the file's own array. */
  private Region inside(Region region, long from, long count) {
    int drop = axes.isStacked() ? 1 : 0;
    int rank = region.rank() - drop;
    long[] start = new long[rank];
    long[] counts = new long[rank];
    long[] step = new long[rank];
    for (int a = 0; a < rank; a++) {
      start[a] = region.start(a + drop);
      counts[a] = region.count(a + drop);
      step[a] = region.step(a + drop);
    }
    if (drop == 0) {
      start[0] = element(region, from) % axes.frames();
      counts[0] = count;
    }
    return Region.stepped(start, counts, step);
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      ArrayAsset last = open.get();
      open = Optional.empty();
      last.close();
    }
  }
}
