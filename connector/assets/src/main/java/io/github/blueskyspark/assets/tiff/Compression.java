package io.github.blueskyspark.assets.tiff;

import java.util.Optional;

/** How the segments of a page are compressed. */
enum Compression {
  NONE("none", 1),
  LZW("lzw", 2800),
  JPEG("jpeg", 4096),
  DEFLATE("deflate", 1040),
  PACKBITS("packbits", 64),
  ZSTD("zstd", 40_000);

  private final String label;
  private final int ratio;

  Compression(String label, int ratio) {
    this.label = label;
    this.ratio = ratio;
  }

  /** Its name, as column {@code filters} shows it. */
  String label() {
    return label;
  }

  /** Bytes that one stored byte can become at the most. */
  int ratio() {
    return ratio;
  }

  /** The compression of a number of tag 259; empty when it is not supported. */
  static Optional<Compression> of(int number) {
    return switch (number) {
      case 1 -> Optional.of(NONE);
      case 5 -> Optional.of(LZW);
      case 7 -> Optional.of(JPEG);
      case 8, 32946 -> Optional.of(DEFLATE);
      case 32773 -> Optional.of(PACKBITS);
      case 50000, 34926 -> Optional.of(ZSTD);
      default -> Optional.empty();
    };
  }
}
