package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.assets.Memory;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bytes of one HDF5 file, at addresses counted from its superblock.
 *
 * <p>Metadata goes through a cache of small blocks, so that walking headers and trees costs few
 * round trips; array data is a view of the mapped file where there is one. No read leaves the file,
 * whatever length the file declares. Not thread safe.
 */
public final class FileBytes implements Closeable {
  /** The address that says there is nothing. */
  public static final long UNDEFINED = -1;

  private static final int BLOCK = 16 << 10;
  private static final int BLOCKS = 128;
  private static final long WINDOW = 256L << 20;

  private final RandomAccess file;
  private final Location where;
  private final ReadMetrics metrics;
  private final Map<Long, ByteBuffer> blocks =
      new LinkedHashMap<>(BLOCKS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
          return size() > BLOCKS;
        }
      };
  private long base;
  private int offsetSize = 8;
  private int lengthSize = 8;
  private long declaredEnd = UNDEFINED;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;
  private boolean mappable = true;
  private ByteBuffer scratch = ByteBuffer.allocate(0);

  /**
   * @param where the file, for messages
   */
  public FileBytes(RandomAccess file, Location where, ReadMetrics metrics) {
    this.file = file;
    this.where = where;
    this.metrics = metrics;
  }

  /**
   * Sets what the superblock says: where address 0 is, and how many bytes addresses and lengths
   * take.
   */
  void configure(long baseAddress, int bytesOfOffsets, int bytesOfLengths) {
    this.base = baseAddress;
    this.offsetSize = bytesOfOffsets;
    this.lengthSize = bytesOfLengths;
  }

  /** Where the superblock says that the file ends; {@link #UNDEFINED} where it does not know. */
  void endsAt(long end) {
    this.declaredEnd = end;
  }

  /**
   * Refuses a file that is shorter than its superblock says.
   *
   * @throws AssetException with status {@link AssetStatus#TRUNCATED}
   */
  public void requireWhole() {
    if (isCut()) {
      throw new AssetException(
              where,
              "read the end of HDF5 file",
              "it has " + file.size() + " bytes of " + declaredEnd,
              "Copy the file again from where it was written; what is there can be read")
          .as(AssetStatus.TRUNCATED);
    }
  }

  private boolean isCut() {
    return declaredEnd > file.size();
  }

  /** Bytes an address takes. */
  public int offsetSize() {
    return offsetSize;
  }

  /** Bytes a length takes. */
  public int lengthSize() {
    return lengthSize;
  }

  /** Where an address is in the file, a user block in front of it included. */
  public long position(long address) {
    return Math.addExact(base, address);
  }

  /** Bytes from address 0 to the end of the file. */
  public long size() {
    return file.size() - base;
  }

  /** The file, for messages. */
  public Location where() {
    return where;
  }

  /** Where the cost of reading is counted. */
  public ReadMetrics metrics() {
    return metrics;
  }

  /**
   * Metadata at an address, copied.
   *
   * @throws AssetException when it leads outside the file
   */
  public Cursor at(long address, long length, String what) throws IOException {
    check(address, length, what);
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    long position = base + address;
    if (length > BLOCK * 4L) {
      readFully(position, bytes);
    } else {
      while (bytes.hasRemaining()) {
        long number = position / BLOCK;
        int from = (int) (position % BLOCK);
        ByteBuffer block = block(number);
        int n = Math.min(bytes.remaining(), block.limit() - from);
        bytes.put(bytes.position(), block, from, n);
        bytes.position(bytes.position() + n);
        position += n;
      }
    }
    return new Cursor(this, bytes.flip(), address);
  }

  /** The longest metadata at an address that the file holds, at most {@code length} bytes. */
  Cursor upTo(long address, long length, String what) throws IOException {
    check(address, 0, what);
    return at(address, Math.min(length, size() - address), what);
  }

  private ByteBuffer block(long number) throws IOException {
    ByteBuffer block = blocks.get(number);
    if (block == null) {
      long start = number * BLOCK;
      block = ByteBuffer.allocate((int) Math.min(BLOCK, file.size() - start));
      readFully(start, block);
      block.flip();
      blocks.put(number, block);
    }
    return block;
  }

  private void readFully(long position, ByteBuffer target) throws IOException {
    int n = target.remaining();
    try {
      file.read(position, target);
    } catch (EOFException e) {
      throw damaged(position - base, "bytes", "the file ended while it was read").because(e);
    }
    metrics.add(Counter.BYTES_READ, n);
  }

  /**
   * Array data at an address: a view of the mapped file, else of one buffer that the next call
   * overwrites. Position 0; a mapped view is read only.
   */
  public ByteBuffer data(long address, long length, String what) throws IOException {
    check(address, length, what);
    if (length > Integer.MAX_VALUE - 16) {
      throw tooLarge(address, what, length);
    }
    long position = base + address;
    if (map(position, (int) length)) {
      metrics.add(Counter.BYTES_READ, length);
      return window.slice((int) (position - windowStart), (int) length);
    }
    if (scratch.capacity() < length) {
      scratch = Memory.bytes(length, where, what);
    }
    ByteBuffer target = scratch.duplicate().limit((int) length);
    readFully(position, target);
    return target.flip();
  }

  /** Array data copied to an array, for decoders. */
  public void data(long address, byte[] target, int length, String what) throws IOException {
    check(address, length, what);
    long position = base + address;
    if (map(position, length)) {
      window.get((int) (position - windowStart), target, 0, length);
      metrics.add(Counter.BYTES_READ, length);
    } else {
      readFully(position, ByteBuffer.wrap(target, 0, length));
    }
  }

  private boolean map(long position, int length) throws IOException {
    if (!mappable) {
      return false;
    }
    if (position >= windowStart && position + length <= windowStart + window.limit()) {
      return true;
    }
    // A window longer than what is asked for: neighbouring frames share one mapping.
    long size = Math.min(Math.max(length, WINDOW), file.size() - position);
    Optional<ByteBuffer> view = file.map(position, size);
    mappable = view.isPresent();
    if (mappable) {
      window = view.get();
      windowStart = position;
    }
    return mappable;
  }

  private void check(long address, long length, String what) {
    if (address < 0 || length < 0 || length > size() || address > size() - length) {
      AssetException e =
          damaged(
              address,
              what,
              address == UNDEFINED
                  ? "its address is undefined"
                  : length + " bytes declared there, the file ends at byte " + (size() + base));
      throw isCut() && address != UNDEFINED ? e.as(AssetStatus.TRUNCATED) : e;
    }
  }

  /** A structure that is not what the format says. */
  public AssetException damaged(long address, String what, String found) {
    Location place = address < 0 ? where : where.at(base + address);
    return new AssetException(
        place,
        "read HDF5 " + what,
        found,
        "Copy the file again from where it was written, or leave it out");
  }

  /** A structure that is sound but not supported. */
  public AssetException unsupported(long address, String what, String found) {
    return new AssetException(
        where.at(base + Math.max(0, address)),
        "read HDF5 " + what,
        found,
        "Rewrite the object with a supported feature set, for example by h5repack");
  }

  private AssetException tooLarge(long address, String what, long length) {
    return unsupported(
        address, what, "it takes " + length + " bytes, at most 2 GiB are read at once");
  }

  @Override
  public void close() throws IOException {
    blocks.clear();
    window = ByteBuffer.allocate(0);
    file.close();
  }
}
