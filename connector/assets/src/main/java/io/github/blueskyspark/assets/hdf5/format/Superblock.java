package io.github.blueskyspark.assets.hdf5.format;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import java.io.IOException;

/**
 * The head of a file, versions 0 to 3, behind a user block or not.
 *
 * <p>A file that a killed SWMR writer left open is as good as its last flush: where consistency
 * flags are set, the end of the file that stands here is not believed.
 *
 * @param root address of the root group's object header
 * @param extension address of the superblock extension, {@link FileBytes#UNDEFINED} when there is
 *     none
 */
public record Superblock(int version, long root, long extension) {
  private static final long SIGNATURE = 0x0A1A0A0D46444889L;

  /**
   * Finds and parses it, and tells {@code file} the base address and the sizes.
   *
   * @throws AssetException when this is no HDF5 file
   */
  public static Superblock read(FileBytes file) throws IOException {
    for (long at = 0; at <= file.size() - 16; at = at == 0 ? 512 : at * 2) {
      if (file.at(at, 8, "signature").i64() == SIGNATURE) {
        return parse(file, at);
      }
    }
    AssetException e =
        new AssetException(
            file.where(),
            "read HDF5 file",
            "the HDF5 signature is missing in its " + file.size() + " bytes",
            "Check the mimetype of the resource, or copy the file again");
    throw file.size() == 0 ? e.as(AssetStatus.TRUNCATED) : e;
  }

  private static Superblock parse(FileBytes file, long at) throws IOException {
    Cursor c = file.upTo(at, 128, "superblock").skip(8);
    int version = c.u8();
    if (version < 2) {
      return old(file, c, at, version);
    }
    if (version > 3) {
      throw file.unsupported(at, "superblock", "version " + version + ", known are 0 to 3");
    }
    int offsets = c.u8();
    int lengths = c.u8();
    int flags = c.u8();
    configure(file, at, offsets, lengths);
    c.skip(offsets);
    long extension = c.offset();
    long end = c.offset();
    long root = c.offset();
    c.checksum("superblock");
    file.endsAt(flags == 0 ? end : FileBytes.UNDEFINED);
    return new Superblock(version, root, extension);
  }

  private static Superblock old(FileBytes file, Cursor c, long at, int version) {
    c.skip(4);
    int offsets = c.u8();
    int lengths = c.u8();
    c.skip(1 + 2 + 2);
    int flags = c.i32();
    c.skip(version == 1 ? 4 : 0);
    configure(file, at, offsets, lengths);
    c.skip(2L * offsets);
    file.endsAt(flags == 0 ? c.offset() : FileBytes.UNDEFINED);
    c.skip(flags == 0 ? offsets : 2L * offsets);
    // Root group symbol table entry: name offset, header address.
    c.skip(offsets);
    return new Superblock(version, c.offset(), FileBytes.UNDEFINED);
  }

  // Addresses count from where the superblock is: the library does so even when the base address
  // field says otherwise.
  private static void configure(FileBytes file, long at, int offsets, int lengths) {
    if (!isSize(offsets) || !isSize(lengths)) {
      throw file.damaged(
          at, "superblock", "addresses of " + offsets + " and lengths of " + lengths + " bytes");
    }
    file.configure(at, offsets, lengths);
  }

  private static boolean isSize(int n) {
    return n == 2 || n == 4 || n == 8;
  }
}
