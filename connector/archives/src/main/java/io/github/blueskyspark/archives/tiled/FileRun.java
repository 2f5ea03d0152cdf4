package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that make up an array, as one stream resource names them: a single file or directory, or a
 * directory and a template of numbered names.
 *
 * @param uri of the file or directory
 * @param parameters that a reader needs besides
 * @param first index of the first row in the resource
 * @param rows how many rows it has at the most
 */
record FileRun(String uri, ObjectNode parameters, long first, long rows) {
  private static final Pattern NUMBERED = Pattern.compile("(.*/)([^/]*?)(\\d+)([^/\\d]*)");

  /** The files of an array, in order. */
  static List<FileRun> of(DataNode array) {
    List<Asset> assets = array.assets();
    List<FileRun> runs = new ArrayList<>();
    if (assets.size() == 1 && assets.get(0).num() < 0) {
      runs.add(new FileRun(assets.get(0).uri(), none(), 0, Long.MAX_VALUE));
      return runs;
    }
    long perFile = Math.max(1, array.structure().path("chunks").path(0).path(0).asLong(1));
    int from = 0;
    while (from < assets.size()) {
      int end = from + 1;
      while (end < assets.size() && follows(assets.get(end - 1).uri(), assets.get(end).uri())) {
        end++;
      }
      runs.add(numbered(assets.get(from).uri(), end - from, perFile));
      from = end;
    }
    return runs;
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static FileRun numbered(String uri, int files, long perFile) {
    Matcher m = NUMBERED.matcher(uri);
    ObjectNode parameters = none();
    if (!m.matches() || m.group(3).length() > 18 || uri.contains("{") || uri.contains("}")) {
      return new FileRun(uri, parameters, 0, Long.MAX_VALUE);
    }
    boolean isPadded = m.group(3).startsWith("0") && m.group(3).length() > 1;
    String number = isPadded ? "{:0" + m.group(3).length() + "d}" : "{:d}";
    parameters.put("template", m.group(2) + number + m.group(4));
    parameters.putArray("chunk_shape").add(perFile);
    long first = Long.parseLong(m.group(3)) * perFile;
    return new FileRun(m.group(1), parameters, first, files * perFile);
  }

  /** Whether a name is the other's with the next number. */
  private static boolean follows(String before, String after) {
    Matcher a = NUMBERED.matcher(before);
    Matcher b = NUMBERED.matcher(after);
    if (!a.matches() || !b.matches() || a.group(3).length() > 18 || b.group(3).length() > 18) {
      return false;
    }
    boolean isSame =
        a.group(1).equals(b.group(1))
            && a.group(2).equals(b.group(2))
            && a.group(4).equals(b.group(4));
    boolean isPadded = a.group(3).startsWith("0") && a.group(3).length() > 1;
    boolean isLikeWritten =
        isPadded
            ? a.group(3).length() == b.group(3).length()
            : !b.group(3).startsWith("0") || b.group(3).equals("0");
    return isSame && isLikeWritten && Long.parseLong(b.group(3)) == Long.parseLong(a.group(3)) + 1;
  }
}
