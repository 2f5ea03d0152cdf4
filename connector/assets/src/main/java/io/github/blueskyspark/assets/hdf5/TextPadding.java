package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.Datatype;
import io.github.blueskyspark.assets.hdf5.format.Datatype.Member;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns fixed-length strings that end at the first NUL, or are padded by spaces, into strings
 * padded by NULs, which is what numpy has.
 *
 * @param texts the strings of one element
 * @param size bytes an element
 */
record TextPadding(List<Text> texts, int size) {
  private static final int MAX_TEXTS = 1 << 16;

  /** One string inside an element. */
  private record Text(int offset, int length, boolean spaces) {}

  static TextPadding of(Datatype element) {
    List<Text> texts = new ArrayList<>();
    collect(element, 0, texts);
    return new TextPadding(List.copyOf(texts), element.size());
  }

  private static void collect(Datatype type, int at, List<Text> texts) {
    switch (type.kind()) {
      case STRING -> {
        if (!type.isNullPadded() && texts.size() < MAX_TEXTS) {
          texts.add(new Text(at, type.size(), type.isSpacePadded()));
        }
      }
      case ARRAY -> {
        Datatype element = type.element();
        for (int n = 0; n < type.size() && texts.size() < MAX_TEXTS; n += element.size()) {
          collect(element, at + n, texts);
        }
      }
      case COMPOUND -> {
        for (Member m : type.members()) {
          collect(m.type(), at + m.offset(), texts);
        }
      }
      default -> {
        return;
      }
    }
  }

  boolean isNone() {
    return texts.isEmpty();
  }

  ByteBuffer convert(ByteBuffer stored, OutputBuffer output) {
    ByteBuffer target = output.of(stored.limit());
    target.put(0, stored, 0, stored.limit());
    for (int at = 0; at + size <= target.limit(); at += size) {
      for (Text text : texts) {
        pad(target, at + text.offset, text);
      }
    }
    return target;
  }

  private static void pad(ByteBuffer target, int at, Text text) {
    int n = 0;
    if (text.spaces) {
      n = text.length;
      while (n > 0 && target.get(at + n - 1) == ' ') {
        n--;
      }
    } else {
      while (n < text.length && target.get(at + n) != 0) {
        n++;
      }
    }
    for (; n < text.length; n++) {
      target.put(at + n, (byte) 0);
    }
  }
}
