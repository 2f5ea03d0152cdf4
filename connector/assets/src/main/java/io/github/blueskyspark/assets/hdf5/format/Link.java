package io.github.blueskyspark.assets.hdf5.format;

import java.util.function.Function;

/** An entry of a group. */
public sealed interface Link {
  /** Name inside the group. */
  String name();

  /** One function for each kind. */
  <R> R fold(Function<Hard, R> hard, Function<Soft, R> soft, Function<External, R> external);

  /**
   * The object itself.
   *
   * @param address of its header
   */
  record Hard(String name, long address) implements Link {
    @Override
    public <R> R fold(
        Function<Hard, R> hard, Function<Soft, R> soft, Function<External, R> external) {
      return hard.apply(this);
    }
  }

  /**
   * A path in the same file, relative to the group or absolute.
   *
   * @param path as written
   */
  record Soft(String name, String path) implements Link {
    @Override
    public <R> R fold(
        Function<Hard, R> hard, Function<Soft, R> soft, Function<External, R> external) {
      return soft.apply(this);
    }
  }

  /**
   * A path in another file.
   *
   * @param file name as written, relative to this file's directory or absolute
   * @param path in that file
   */
  record External(String name, String file, String path) implements Link {
    @Override
    public <R> R fold(
        Function<Hard, R> hard, Function<Soft, R> soft, Function<External, R> external) {
      return external.apply(this);
    }
  }

  /** Parses a link message. */
  static Link parse(Cursor c) {
    int version = c.u8();
    if (version != 1) {
      throw c.damaged("link", "version " + version);
    }
    int flags = c.u8();
    int type = (flags & 8) != 0 ? c.u8() : 0;
    c.skip((flags & 4) != 0 ? 8 : 0).skip((flags & 16) != 0 ? 1 : 0);
    String name = c.text(c.unsigned(1 << (flags & 3)));
    switch (type) {
      case 0 -> {
        return new Hard(name, c.offset());
      }
      case 1 -> {
        return new Soft(name, c.text(c.u16()));
      }
      case 64 -> {
        Cursor value = c.slice(c.u16()).skip(1);
        return new External(name, value.untilNul(), value.untilNul());
      }
      default -> throw c.damaged("link", "type " + type + " of '" + name + "'");
    }
  }
}
