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

  /** What a number of tag 259 that is not supported stands for, for messages. */
  static String named(long number) {
    return switch ((int) Math.min(Integer.MAX_VALUE, number)) {
      case 2 -> "CCITT modified Huffman";
      case 3 -> "CCITT Group 3";
      case 4 -> "CCITT Group 4";
      case 6 -> "old-style JPEG";
      case 9, 10, 34661 -> "JBIG";
      case 32766 -> "NeXT";
      case 32771 -> "CCITT with word alignment";
      case 32809 -> "ThunderScan";
      case 32908 -> "PixarFilm";
      case 32909 -> "PixarLog";
      case 33003, 33004, 33005, 34712 -> "JPEG 2000";
      case 34676, 34677 -> "SGI LogLuv";
      case 34887 -> "LERC";
      case 34892 -> "lossy JPEG of DNG";
      case 34925 -> "LZMA";
      case 34927, 50001 -> "WebP";
      case 33007 -> "JPEG with a number of its own";
      case 34715 -> "JBIG2";
      case 34933 -> "PNG";
      case 34934, 22610 -> "JPEG XR";
      case 48124 -> "Jetraw";
      case 50002, 52546 -> "JPEG XL";
      default -> "unknown";
    };
  }
}
