package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the values that do not fit the type their descriptor declares, and notes them. */
final class UnfitValues {
  private record Key(RunIndex run, String stream, String name) {}

  /** Values of one key so far. */
  private static final class Tally {
    private final DeclaredTypes.Declared declared;
    private long count;
    private long first;

    Tally(DeclaredTypes.Declared declared) {
      this.declared = declared;
    }

    void look(JsonParser parser, Probe probe, long seqNum) throws IOException {
      if (!declared.value().write(parser, probe)) {
        first = count == 0 ? seqNum : first;
        count++;
      }
    }
  }

  private final Map<Key, Optional<Tally>> tallies = new LinkedHashMap<>();
  private final DeclaredTypes types = new DeclaredTypes();
  private final Probe probe = new Probe();

  private UnfitValues() {}

  /** Walks over all events of the group and adds to the notes of its runs. */
  static void note(List<FileRef> files, GroupReading reading, GroupIndex index) throws IOException {
    UnfitValues unfit = new UnfitValues();
    try (EventWalk walk = new EventWalk(files, reading, index, Optional.empty())) {
      while (walk.next()) {
        try (JsonParser parser = walk.open()) {
          unfit.event(parser, walk);
        }
      }
    }
    unfit.tallies.forEach(
        (key, found) ->
            found
                .filter(t -> t.count > 0)
                .ifPresent(t -> index.note(key.run().uid(), text(key, t))));
  }

  private static String text(Key key, Tally tally) {
    return "stream '"
        + key.stream()
        + "', data key '"
        + key.name()
        + "': "
        + (tally.count == 1 ? "1 value does" : tally.count + " values do")
        + " not fit the type "
        + tally.declared.type()
        + ", the first at seq_num "
        + tally.first
        + "; null in the table stream, whole in events";
  }

  private void event(JsonParser parser, EventWalk walk) throws IOException {
    parser.nextToken();
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.START_OBJECT && field.equals("data")) {
        data(parser, walk);
      } else {
        parser.skipChildren();
      }
    }
  }

  private void data(JsonParser parser, EventWalk walk) throws IOException {
    String stream = walk.descriptor().stream();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      Optional<Tally> tally =
          tallies.computeIfAbsent(new Key(walk.run(), stream, name), this::start);
      if (tally.isPresent()) {
        tally.get().look(parser, probe, walk.header().seqNum());
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Only declared keys with values inside events have a type to fit. */
  private Optional<Tally> start(Key key) {
    return types.of(key.run(), key.stream(), key.name()).map(Tally::new);
  }
}
