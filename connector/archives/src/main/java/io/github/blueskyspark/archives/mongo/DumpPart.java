package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A share of a dump's runs, as a URI: the first file, and behind {@code #} the share, a checksum of
 * sizes and times, and the names of the other files.
 *
 * @param dump the files
 * @param part number of the share
 * @param parts how many there are
 */
record DumpPart(Dump dump, int part, int parts) {
  private static final String UP = "../";

  /** The part as a reference. */
  FileRef reference() {
    List<FileRef> files = dump.all();
    FileRef first = files.get(0);
    StringBuilder uri = new StringBuilder(first.uri());
    uri.append('#').append(part).append('-').append(parts).append('-').append(pin(files));
    for (FileRef file : files.subList(1, files.size())) {
      uri.append(';').append(escape(relative(first.uri(), file.uri())));
    }
    long modified = files.stream().mapToLong(FileRef::modified).max().orElse(0);
    return new FileRef(
        uri.toString(), Math.max(1, dump.bytes() / parts), modified, MongoStore.NAME);
  }

  /**
   * The part that a reference names.
   *
   * @throws ArchiveException when a file is another than when the reference was made
   */
  static DumpPart of(FileRef reference, Storage storage) throws IOException {
    String uri = reference.uri();
    int hash = uri.indexOf('#');
    String base = uri.substring(0, hash);
    List<String> words = List.of(uri.substring(hash + 1).split(";", -1));
    String[] share = words.get(0).split("-", -1);
    List<FileRef> files = new ArrayList<>();
    stat(base, storage).ifPresent(files::add);
    for (String word : words.subList(1, words.size())) {
      stat(absolute(base, unescape(word)), storage).ifPresent(files::add);
    }
    if (!pin(files).equals(share[2])) {
      throw new ArchiveException(
          Location.file(base),
          "read MongoDB dump",
          "a file of the dump changed since it was listed",
          "Wait until the dump is complete and read again");
    }
    return new DumpPart(Dump.of(files), Integer.parseInt(share[0]), Integer.parseInt(share[1]));
  }

  private static Optional<FileRef> stat(String uri, Storage storage) throws IOException {
    return storage.stat(uri).map(f -> new FileRef(uri, f.size(), f.modified()));
  }

  private static String pin(List<FileRef> files) {
    StringBuilder all = new StringBuilder();
    files.forEach(f -> all.append(f.name()).append(f.size()).append('@').append(f.modified()));
    return Long.toHexString(UidTable.hash(all.toString(), 1));
  }

  private static String relative(String base, String uri) {
    String directory = base.substring(0, base.lastIndexOf('/') + 1);
    StringBuilder up = new StringBuilder();
    while (!uri.startsWith(directory)) {
      up.append(UP);
      directory = directory.substring(0, directory.lastIndexOf('/', directory.length() - 2) + 1);
    }
    return up + uri.substring(directory.length());
  }

  private static String absolute(String base, String relative) {
    String directory = base.substring(0, base.lastIndexOf('/') + 1);
    String rest = relative;
    while (rest.startsWith(UP)) {
      rest = rest.substring(UP.length());
      directory = directory.substring(0, directory.lastIndexOf('/', directory.length() - 2) + 1);
    }
    return directory + rest;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1").replace(";", "~2").replace("#", "~3");
  }

  private static String unescape(String name) {
    return name.replace("~3", "#").replace("~2", ";").replace("~1", "/").replace("~0", "~");
  }
}
