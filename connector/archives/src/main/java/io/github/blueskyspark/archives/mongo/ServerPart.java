package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.FileRef;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Some runs of a server, as a URI: host and database, and behind {@code #} the runs.
 *
 * @param shown host and database without password
 * @param runs each once
 */
record ServerPart(String shown, List<Run> runs) {
  /**
   * A run.
   *
   * @param uid of the start document; of one without, the digits of its {@code _id}
   * @param pin the last {@code _id} that counts for a run that has no stop yet; empty otherwise
   */
  record Run(String uid, String pin) {
    private String text() {
      String encoded = URLEncoder.encode(uid, StandardCharsets.UTF_8);
      return pin.isEmpty() ? encoded : encoded + "@" + pin;
    }

    private static Run of(String text) {
      int at = text.indexOf('@');
      String encoded = at < 0 ? text : text.substring(0, at);
      return new Run(
          URLDecoder.decode(encoded, StandardCharsets.UTF_8), at < 0 ? "" : text.substring(at + 1));
    }
  }

  ServerPart {
    runs = List.copyOf(runs);
  }

  FileRef reference(long bytes) {
    String uids = runs.stream().map(Run::text).collect(Collectors.joining(","));
    return new FileRef(shown + "#" + uids, Math.max(1, bytes), 0, MongoStore.NAME);
  }

  static ServerPart of(FileRef part) {
    int hash = part.uri().indexOf('#');
    List<Run> runs = new ArrayList<>();
    for (String text : part.uri().substring(hash + 1).split(",", -1)) {
      runs.add(Run.of(text));
    }
    return new ServerPart(part.uri().substring(0, hash), runs);
  }
}
