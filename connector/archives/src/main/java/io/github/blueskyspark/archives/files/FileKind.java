package io.github.blueskyspark.archives.files;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Files that make a run of their own, by the endings of their names. */
enum FileKind {
  HDF5("application/x-hdf5", ".h5", ".hdf5", ".hdf", ".nxs", ".nx"),
  TIFF("multipart/related;type=image/tiff", ".tif", ".tiff"),
  JPEG("multipart/related;type=image/jpeg", ".jpg", ".jpeg"),
  NPY("multipart/related;type=application/x-npy", ".npy");

  private final String mimetype;

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> suffixes;

  FileKind(String mimetype, String... suffixes) {
    this.mimetype = mimetype;
    this.suffixes = List.of(suffixes);
  }

  String mimetype() {
    return mimetype;
  }

  /** The kind of a file; empty for those that hold no arrays. */
  static Optional<FileKind> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (FileKind kind : values()) {
      if (kind.suffixes.stream().anyMatch(lower::endsWith)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
