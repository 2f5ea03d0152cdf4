package io.github.blueskyspark.archives.pack;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the root map out of {@code catalog.yml} ({@code sources.*.args.root_map}). Only plain YAML:
 * a tag that is none of YAML's own is an error, and so are deep nesting and files beyond 1 MiB.
 */
final class RootMapFile {
  private static final int LARGEST = 1024 * 1024;
  private static final int DEEPEST = 50;

  private RootMapFile() {}

  /**
   * Root as documents name it to the directory as the catalog spells it, in the catalog's order.
   *
   * @throws ArchiveException when the file is no catalog
   */
  static Map<String, String> read(String uri, Storage storage) throws IOException {
    byte[] bytes;
    try (InputStream in = storage.stream(uri, 0)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw wrong(uri, "it is larger than " + LARGEST + " bytes");
    }
    return rootMap(uri, load(uri, new String(bytes, StandardCharsets.UTF_8)));
  }

  private static Object load(String uri, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("catalog.yml")
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(LARGEST)
            .build();
    try {
      int depth = 0;
      for (Event event : new Parse(settings).parseString(text)) {
        Event.ID id = event.getEventId();
        boolean opens = id == Event.ID.MappingStart || id == Event.ID.SequenceStart;
        boolean closes = id == Event.ID.MappingEnd || id == Event.ID.SequenceEnd;
        depth += opens ? 1 : closes ? -1 : 0;
        if (depth > DEEPEST) {
          throw wrong(uri, "it is nested deeper than " + DEEPEST + " levels");
        }
      }
      return Optional.ofNullable(new Load(settings).loadFromString(text)).orElse(Map.of());
    } catch (YamlEngineException e) {
      String message = String.valueOf(e.getMessage());
      throw wrong(uri, message.lines().findFirst().orElse("it is no YAML").strip()).because(e);
    }
  }

  private static Map<String, String> rootMap(String uri, Object catalog) {
    Map<String, String> roots = new LinkedHashMap<>();
    Map<?, ?> sources = mapping(uri, "sources", field(catalog, "sources"));
    for (Object source : sources.values()) {
      Object said = field(field(source, "args"), "root_map");
      mapping(uri, "root_map", said)
          .forEach(
              (root, directory) -> {
                if (!(root instanceof String old) || !(directory instanceof String now)) {
                  throw wrong(uri, "'root_map' says " + root + ": " + directory + ", not texts");
                }
                String before = roots.put(old, now);
                if (before != null && !before.equals(now)) {
                  throw wrong(uri, "root '" + old + "' is mapped twice");
                }
              });
    }
    return roots;
  }

  private static Object field(Object node, String name) {
    Object value = node instanceof Map<?, ?> map ? map.get(name) : null;
    return value == null ? Map.of() : value;
  }

  private static Map<?, ?> mapping(String uri, String name, Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw wrong(uri, "'" + name + "' is no mapping");
  }

  private static ArchiveException wrong(String uri, String found) {
    return new ArchiveException(
        Location.file(uri),
        "read pack",
        found,
        "Mend the catalog, or remove it and say in option rootMap where the external files are");
  }
}
