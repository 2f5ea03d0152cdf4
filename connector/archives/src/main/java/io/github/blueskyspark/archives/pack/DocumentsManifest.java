package io.github.blueskyspark.archives.pack;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code documents_manifest.txt}: one path a line, relative to the pack. Backslashes of packs
 * made on Windows are taken for slashes.
 */
final class DocumentsManifest {
  private static final int LONGEST_LINE = 16 * 1024;
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

  private DocumentsManifest() {}

  /**
   * The paths in order, each once.
   *
   * @throws ArchiveException naming the line that leads outside the pack or is no path
   */
  static List<String> read(String uri, Storage storage) throws IOException {
    Set<String> paths = new LinkedHashSet<>();
    try (InputStream in = storage.stream(uri, 0)) {
      byte[] block = new byte[64 * 1024];
      byte[] line = new byte[LONGEST_LINE];
      int length = 0;
      int number = 1;
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        for (int i = 0; i < n; i++) {
          if (block[i] == '\n') {
            add(paths, text(line, length), uri, number++);
            length = 0;
          } else if (length == LONGEST_LINE) {
            throw wrong(uri, number, "the line is longer than " + LONGEST_LINE + " bytes");
          } else {
            line[length++] = block[i];
          }
        }
      }
      add(paths, text(line, length), uri, number);
    }
    return List.copyOf(paths);
  }

  private static String text(byte[] line, int length) {
    return new String(line, 0, length, StandardCharsets.UTF_8);
  }

  private static void add(Set<String> paths, String line, String uri, int number) {
    String text = line.strip();
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (!text.isEmpty()) {
      paths.add(inside(text, uri, number));
    }
  }

  private static String inside(String text, String uri, int number) {
    String path = text.indexOf('/') < 0 ? text.replace('\\', '/') : text;
    if (path.startsWith("/") || DRIVE.matcher(path).matches() || path.indexOf('\0') >= 0) {
      throw wrong(uri, number, "'" + shown(text) + "' is not relative to the pack");
    }
    List<String> elements = new ArrayList<>();
    for (String element : path.split("/", -1)) {
      if (element.equals("..")) {
        throw wrong(uri, number, "'" + shown(text) + "' leads outside the pack");
      }
      if (!element.isEmpty() && !element.equals(".")) {
        elements.add(element);
      }
    }
    return String.join("/", elements);
  }

  private static String shown(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
  }

  private static ArchiveException wrong(String uri, int line, String found) {
    return new ArchiveException(
        Location.file(uri).inside("line " + line),
        "read pack",
        found,
        "Mend the manifest, or name the document files themselves");
  }
}
