package io.github.blueskyspark.spark.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.plan.Archive;
import io.github.blueskyspark.plan.IndexMemory;
import io.github.blueskyspark.plan.LinkMemory;
import io.github.blueskyspark.plan.TaskRunner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Opens archives from option maps, and keeps the last few as long as their files stay as they are.
 *
 * <p>Each opening lists the paths again; when the listing shows the same files, the archive that
 * was planned before is used again, with what it has learnt. Owned by a catalog or a reader and as
 * long-lived as that. Thread safe.
 */
public final class Archives {
  private static final int KEPT = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Known(Listing listing, String index, OpenArchive archive) {}

  /** Of all sessions of this program: each reader is a source of its own. */
  private static final LinkMemory LINKS = new LinkMemory();

  private final IndexMemory memory = new IndexMemory(LINKS);
  private final StoredIndexes indexes = new StoredIndexes();

  private final Map<Map<String, String>, Known> known =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, Known> eldest) {
          return size() > KEPT;
        }
      };

  /**
   * Opens an archive.
   *
   * @param given options in any case; {@code paths} is Spark's JSON list of several
   * @throws OptionException for unknown options and values
   * @throws io.github.blueskyspark.errors.ArchiveException when a path does not exist
   */
  public OpenArchive open(Map<String, String> given) {
    SparkSession session = SparkSession.active();
    Map<String, String> rest = new LinkedHashMap<>();
    given.forEach((key, value) -> rest.put(key.toLowerCase(Locale.ROOT), value));
    List<String> paths = paths(rest);
    OptionValues options = OptionValues.parse(rest);
    String zone = session.conf().get("spark.sql.session.timeZone");
    OptionValues zoned =
        options.has(Options.TIME_ZONE) ? options : options.with(Options.TIME_ZONE, zone);
    Configuration configuration = configuration(session);
    Listing listing = Listing.of(paths, zoned, configuration);

    Map<String, String> key = new LinkedHashMap<>(rest);
    key.put("path", String.join("\n", listing.roots()));
    key.put("timezone", zoned.get(Options.TIME_ZONE));
    OptionValues complete = zoned.with(Options.PATH, listing.roots());
    String index = StoredIndexes.newest(complete, configuration);
    synchronized (known) {
      Known before = known.get(key);
      if (before != null && before.listing().equals(listing) && before.index().equals(index)) {
        return before.archive();
      }
      HadoopStorage storage = new HadoopStorage(configuration);
      TaskRunner tasks = new SparkTasks(session);
      Archive archive =
          new Archive(
              complete,
              listing.files(),
              storage,
              tasks,
              memory,
              indexes.read(index, complete, storage));
      OpenArchive opened = new OpenArchive(archive, storage, tasks);
      known.put(key, new Known(listing, index, opened));
      return opened;
    }
  }

  /** Forgets every archive, so that the next reader looks again. */
  public void forget() {
    synchronized (known) {
      known.clear();
    }
  }

  /** Takes the paths out of the options. */
  private static List<String> paths(Map<String, String> options) {
    List<String> paths = new ArrayList<>();
    String one = options.remove("path");
    String several = options.remove("paths");
    if (one != null) {
      paths.addAll(pathsOf(one));
    }
    if (several != null) {
      paths.addAll(list(several));
    }
    if (paths.isEmpty()) {
      throw new OptionException(
          Location.option("path"),
          "open archive",
          "no path is given",
          "Name a file, directory or server with option 'path' or load(…)");
    }
    return paths;
  }

  /** The paths in a value of option {@code path}: one, or a JSON list of several. */
  public static List<String> pathsOf(String value) {
    return value.startsWith("[\"") ? list(value) : List.of(value);
  }

  private static List<String> list(String json) {
    try {
      return List.of(JSON.readValue(json, String[].class));
    } catch (JsonProcessingException e) {
      throw new OptionException(
              Location.option("path"),
              "use value '" + json + "'",
              "it is no JSON list of paths",
              "Write [\"a\", \"b\"]")
          .because(e);
    }
  }

  /** Hadoop's settings of the session, {@code spark.hadoop.*} set at run time included. */
  private static Configuration configuration(SparkSession session) {
    Configuration configuration = new Configuration(session.sparkContext().hadoopConfiguration());
    CollectionConverters.asJava(session.conf().getAll())
        .forEach(
            (key, value) -> {
              if (key.startsWith("spark.hadoop.")) {
                configuration.set(key.substring("spark.hadoop.".length()), value);
              }
            });
    return configuration;
  }
}
