package io.github.blueskyspark.archives.tiled;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Tiled server and a node in it: {@code https://host/api/v1}, {@code
 * https://host/api/v1/metadata/raw}, a browser's {@code https://host/ui/browse/raw}, or the same
 * behind {@code tiled:}.
 *
 * @param api URI of the API, without a key and without a slash at its end
 * @param path names of the nodes down to the runs, percent-encoded; empty for the root
 * @param key the API key that stood in the URI; may be empty
 */
record ServerAddress(String api, List<String> path, String key) {
  private static final Pattern SERVER =
      Pattern.compile("(?i)(?:tiled:)?(https?)://(?:[^/@]*@)?([^/?#]+)([^?#]*)(?:[?]([^#]*))?.*");
  private static final Pattern PLAIN = Pattern.compile("(?i)tiled:(?://)?([^/:].*)");
  private static final Pattern API =
      Pattern.compile("(.*?/api/v1)(?:/(?:metadata|search|container/full|node/full)(/.*)?)?/?");
  private static final Pattern BROWSER = Pattern.compile("(.*?)/ui(?:/browse)?(/.*)?");

  ServerAddress {
    path = List.copyOf(path);
  }

  /** The address that a URI names; empty when it is no URI of a server. */
  static Optional<ServerAddress> of(String uri) {
    Matcher plain = PLAIN.matcher(uri);
    boolean isPlain = plain.matches() && !plain.group(1).matches("(?i)https?://.*");
    Matcher m = SERVER.matcher(isPlain ? "http://" + plain.group(1) : uri);
    if (!m.matches()) {
      return Optional.empty();
    }
    String server = m.group(1).toLowerCase(java.util.Locale.ROOT) + "://" + m.group(2);
    Matcher api = API.matcher(m.group(3));
    Matcher browser = BROWSER.matcher(m.group(3));
    String base;
    String below;
    if (api.matches()) {
      base = api.group(1);
      below = api.group(2);
    } else if (browser.matches()) {
      base = browser.group(1) + "/api/v1";
      below = browser.group(2);
    } else {
      base = m.group(3).replaceFirst("/+$", "") + "/api/v1";
      below = "";
    }
    return Optional.of(new ServerAddress(server + base, elements(below), key(m.group(4))));
  }

  private static List<String> elements(String path) {
    List<String> elements = new ArrayList<>();
    for (String e : (path == null ? "" : path).split("/", -1)) {
      if (!e.isEmpty()) {
        elements.add(e);
      }
    }
    return elements;
  }

  private static String key(String query) {
    for (String parameter : (query == null ? "" : query).split("&", -1)) {
      if (parameter.startsWith("api_key=")) {
        return parameter.substring("api_key=".length());
      }
    }
    return "";
  }

  /** Whether the URI leaves no doubt that it is a Tiled server. */
  static boolean isSure(String uri) {
    boolean isOurs = uri.regionMatches(true, 0, "tiled:", 0, 6);
    return of(uri).isPresent()
        && (isOurs || uri.matches("(?i).*?(/api/v1|/ui/browse)(/.*|[?].*)?"));
  }

  @Override
  public String toString() {
    return path.isEmpty() ? api : api + "/metadata/" + String.join("/", path);
  }
}
