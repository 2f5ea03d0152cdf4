package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.predicates.TimeRange;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of a server's search results as parts: a task reads its page again, with the metadata. Only
 * times are searched for by the server, because its other comparisons do not look into arrays.
 */
final class ServerParts {
  private static final int RUNS = 32;
  private static final int FEW = 100;
  private static final int DEEPEST = 8;
  private static final long BYTES_A_RUN = 128 << 10;
  private static final String PAGE = "#page=";
  private static final String ENTRY = "#entry=";

  private final ServerCatalog catalog;
  private final StoreRequest request;
  private final String source;

  ServerParts(ServerCatalog catalog, StoreRequest request, String source) {
    this.catalog = catalog;
    this.request = request;
    this.source = source;
  }

  private record Place(String path, int depth) {}

  List<FileRef> list(List<String> root) throws IOException {
    Set<String> uids = request.runUids();
    if (!uids.isEmpty() && uids.size() <= FEW) {
      Optional<List<FileRef>> named = byName(root, uids);
      if (named.isPresent()) {
        return named.get();
      }
    }
    String filter = started();
    List<FileRef> parts = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Deque<Place> places = new ArrayDeque<>(List.of(new Place(String.join("/", root), 0)));
    while (!places.isEmpty()) {
      Place place = places.remove();
      if (known.add(place.path())) {
        list(place, filter, places, parts);
      }
    }
    return parts;
  }

  private void list(Place place, String filter, Deque<Place> places, List<FileRef> parts)
      throws IOException {
    Optional<String> query = Optional.of(ServerCatalog.first(RUNS, ServerCatalog.RUNS + filter));
    while (query.isPresent()) {
      ServerCatalog.Page page = catalog.page(place.path(), query.get(), ServerCatalog.NAMES);
      if (!page.entries().isEmpty()) {
        parts.add(part(PAGE + place.path() + "?" + query.get(), page.entries().size()));
      }
      query = page.next();
    }
    query = Optional.of(ServerCatalog.first(FEW, ServerCatalog.OTHERS));
    while (query.isPresent() && place.depth() < DEEPEST) {
      ServerCatalog.Page page = catalog.page(place.path(), query.get(), ServerCatalog.NAMES);
      for (JsonNode entry : page.entries()) {
        if (ServerCatalog.isContainer(entry)) {
          places.add(new Place(below(place.path(), entry), place.depth() + 1));
        }
      }
      query = page.next();
    }
  }

  private static String below(String path, JsonNode entry) {
    String name = ServerCatalog.encoded(entry.path("id").asText());
    return path.isEmpty() ? name : path + "/" + name;
  }

  private Optional<List<FileRef>> byName(List<String> root, Set<String> uids) throws IOException {
    List<FileRef> parts = new ArrayList<>();
    for (String uid : uids.stream().sorted().toList()) {
      List<String> names = new ArrayList<>(root);
      names.add(ServerCatalog.encoded(uid));
      String path = String.join("/", names);
      if (catalog.entry(path, ServerCatalog.NAMES).isEmpty()) {
        return Optional.empty();
      }
      parts.add(part(ENTRY + path, 1));
    }
    return Optional.of(parts);
  }

  private FileRef part(String text, int runs) {
    return new FileRef(source + text, runs * BYTES_A_RUN, 0, TiledStore.NAME);
  }

  private String started() {
    OptionValues options = request.options();
    TimeRange range = TimeRange.of(options);
    return range.since().map(t -> comparison("ge", Math.nextDown(t.doubleValue()))).orElse("")
        + range.until().map(t -> comparison("le", Math.nextUp(t.doubleValue()))).orElse("");
  }

  private static String comparison(String operator, double time) {
    String filter = "&filter%5Bcomparison%5D%5Bcondition%5D%5B";
    return filter
        + "operator%5D="
        + operator
        + filter
        + "key%5D=start.time"
        + filter
        + "value%5D="
        + new BigDecimal(time).toPlainString();
  }

  /** Where the runs of a part are on the server. */
  record Wanted(String path, Optional<String> query) {}

  static Wanted wanted(FileRef part) {
    int entry = part.uri().indexOf(ENTRY);
    if (entry >= 0) {
      return new Wanted(part.uri().substring(entry + ENTRY.length()), Optional.empty());
    }
    String text = part.uri().substring(part.uri().indexOf(PAGE) + PAGE.length());
    int mark = text.indexOf('?');
    return new Wanted(text.substring(0, mark), Optional.of(text.substring(mark + 1)));
  }
}
