package io.github.blueskyspark.spi;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** The document formats on the class path. Loaded once an owner; thread safe. */
public final class DocumentFormats {
  private static final int HEAD = 4096;

  private final List<DocumentFormat> formats;

  private DocumentFormats(List<DocumentFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /** Those that {@link ServiceLoader} finds beside this class. */
  public static DocumentFormats load() {
    List<DocumentFormat> found = new ArrayList<>();
    ServiceLoader.load(DocumentFormat.class, DocumentFormats.class.getClassLoader())
        .forEach(found::add);
    return new DocumentFormats(found);
  }

  /** Exactly these. */
  public static DocumentFormats of(DocumentFormat... formats) {
    return new DocumentFormats(List.of(formats));
  }

  /** Whether some format owns this file name. */
  public boolean ownsName(String fileName) {
    return byName(fileName).isPresent();
  }

  /** The file name without the ending its format owns. */
  public String stem(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return formats.stream()
        .flatMap(f -> f.suffixes().stream())
        .filter(lower::endsWith)
        .mapToInt(String::length)
        .max()
        .stream()
        .mapToObj(n -> fileName.substring(0, fileName.length() - n))
        .findFirst()
        .orElse(fileName);
  }

  private Optional<DocumentFormat> byName(String fileName) {
    String lower = fileName.toLowerCase(Locale.ROOT);
    return formats.stream()
        .filter(f -> f.suffixes().stream().anyMatch(lower::endsWith))
        .findFirst();
  }

  /**
   * The format of a file: the one asked for, else the one that owns the name, else the one that
   * knows the content.
   *
   * @param archive value of option archive; a name no format has means by content
   */
  public DocumentFormat of(FileRef file, String archive, Storage storage) throws IOException {
    Optional<DocumentFormat> asked =
        formats.stream().filter(f -> f.name().equalsIgnoreCase(archive)).findFirst();
    Optional<DocumentFormat> named = asked.isPresent() ? asked : byName(file.name());
    if (named.isPresent()) {
      return named.get();
    }
    byte[] head;
    try (InputStream in = storage.stream(file.uri(), 0)) {
      head = in.readNBytes(HEAD);
    }
    return formats.stream()
        .filter(f -> f.recognises(head))
        .findFirst()
        .orElseThrow(
            () ->
                new ArchiveException(
                    Location.file(file.uri()),
                    "read document archive",
                    "neither its name nor its first bytes are of a known format",
                    "Known are "
                        + formats.stream().map(DocumentFormat::name).toList()
                        + "; name one with option archive"));
  }
}
