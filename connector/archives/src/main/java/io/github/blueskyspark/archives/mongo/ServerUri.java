package io.github.blueskyspark.archives.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.NearestNames;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.OptionValues;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is and how it is talked to: the path that the user named, completed by the options
 * {@code mongo.*}. Secrets stay inside; {@link #shown} is for messages and parts.
 */
final class ServerUri {
  /** Options of our own; all others are those of a connection string. */
  static final String DATABASE = "mongo.database";

  static final String ASSET_DATABASE = "mongo.assetdatabase";
  static final String LAYOUT = "mongo.layout";
  static final String BATCH_SIZE = "mongo.batchsize";
  static final String RUNS_PER_PART = "mongo.runsperpart";
  private static final String USER = "mongo.user";
  private static final String PASSWORD = "mongo.password";

  private static final String GROUP = "mongo.";
  private static final List<String> OWN =
      List.of(DATABASE, ASSET_DATABASE, LAYOUT, BATCH_SIZE, RUNS_PER_PART, USER, PASSWORD);
  private static final List<String> STRING_OPTIONS =
      Arrays.asList(
          ("appname authmechanism authmechanismproperties authsource compressors connecttimeoutms "
                  + "directconnection heartbeatfrequencyms loadbalanced localthresholdms "
                  + "maxconnecting maxidletimems maxlifetimems maxpoolsize maxstalenessseconds "
                  + "minpoolsize proxyhost proxypassword proxyport proxyusername readconcernlevel "
                  + "readpreference readpreferencetags replicaset retryreads "
                  + "serverselectiontimeoutms sockettimeoutms srvmaxhosts srvservicename ssl "
                  + "timeoutms tls tlsallowinvalidhostnames tlsinsecure waitqueuetimeoutms "
                  + "zlibcompressionlevel")
              .split(" "));
  private static final Pattern PARTS =
      Pattern.compile(
          "(mongodb(?:\\+srv)?://)(?:(.*)@)?([^/@?]*)(?:/([^?]*))?(?:\\?(.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final long USUAL_WAIT_MS = 10_000;

  private final String path;
  private final String shown;
  private final Map<String, String> options;

  private ServerUri(String path, String shown, Map<String, String> options) {
    this.path = path;
    this.shown = shown;
    this.options = options;
  }

  /** Whether a path names a MongoDB server. */
  static boolean is(String path) {
    return path.regionMatches(true, 0, "mongodb://", 0, 10)
        || path.regionMatches(true, 0, "mongodb+srv://", 0, 14);
  }

  /**
   * Reads a path and the options.
   *
   * @throws OptionException for a path that names no server or no database, and for an unknown
   *     option {@code mongo.*}
   */
  static ServerUri of(String path, OptionValues given) {
    Matcher parts = PARTS.matcher(path);
    if (!parts.matches() || parts.group(3).isEmpty()) {
      throw refused("it names no host");
    }
    Map<String, String> options = given.passedOn();
    for (String key : options.keySet()) {
      String name = key.startsWith(GROUP) ? key.substring(GROUP.length()) : "";
      if (!name.isEmpty() && !OWN.contains(key) && !STRING_OPTIONS.contains(name)) {
        throw unknown(key);
      }
    }
    String named = Optional.ofNullable(parts.group(4)).orElse("");
    String database = options.getOrDefault(DATABASE, named);
    if (database.isEmpty()) {
      throw refused("it names no database");
    }
    String shown = parts.group(1) + parts.group(3) + "/" + database;
    return new ServerUri(path, shown, options);
  }

  private static OptionException refused(String found) {
    // The path is not repeated: it may hold a password in a place where nobody looks for it.
    return new OptionException(
        Location.option("path"),
        "connect to MongoDB",
        found,
        "Write mongodb://host/database, or set mongo.database");
  }

  private static OptionException unknown(String key) {
    List<String> known =
        java.util.stream.Stream.concat(
                OWN.stream(), STRING_OPTIONS.stream().map(name -> GROUP + name))
            .toList();
    return new OptionException(
        Location.option(key),
        "use option '" + key + "'",
        "there is none of that name",
        NearestNames.question(key, known)
            + "Options of MongoDB connection strings are written with mongo. in front");
  }

  /** Host and database, without user, password and options. */
  String shown() {
    return shown;
  }

  String database() {
    return shown.substring(shown.lastIndexOf('/') + 1);
  }

  /** Where resources and datums are, usually with the rest. */
  String assetDatabase() {
    return options.getOrDefault(ASSET_DATABASE, database());
  }

  /** A layout the user insists on; empty to look. */
  String layout() {
    return options.getOrDefault(LAYOUT, "");
  }

  /** Documents a reply, or runs a part. */
  int number(String key, int usual, int most) {
    String text = options.get(key);
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(key, text, most).because(e);
    }
    throw wrong(key, text, most);
  }

  private static OptionException wrong(String key, String text, int most) {
    return new OptionException(
        Location.option(key),
        "use value '" + text + "'",
        "it is none that '" + key + "' takes",
        "Give a whole number from 1 to " + most);
  }

  /** What the driver needs. */
  MongoClientSettings settings() {
    StringBuilder text = new StringBuilder(path);
    char join = path.indexOf('?') < 0 ? '?' : '&';
    if (path.indexOf('?') < 0 && path.indexOf('/', path.indexOf("://") + 3) < 0) {
      text.append('/');
    }
    for (Map.Entry<String, String> option : options.entrySet()) {
      if (option.getKey().startsWith(GROUP) && !OWN.contains(option.getKey())) {
        text.append(join)
            .append(option.getKey().substring(GROUP.length()))
            .append('=')
            .append(URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8));
        join = '&';
      }
    }
    ConnectionString string = connectionString(text.toString());
    MongoClientSettings.Builder builder = MongoClientSettings.builder();
    if (string.getServerSelectionTimeout() == null) {
      builder.applyToClusterSettings(
          c -> c.serverSelectionTimeout(USUAL_WAIT_MS, TimeUnit.MILLISECONDS));
    }
    builder.applyConnectionString(string);
    if (options.containsKey(USER)) {
      String source =
          options.getOrDefault(GROUP + "authsource", options.getOrDefault(DATABASE, "admin"));
      builder.credential(
          MongoCredential.createCredential(
              options.get(USER), source, options.getOrDefault(PASSWORD, "").toCharArray()));
    }
    return builder.build();
  }

  private static ConnectionString connectionString(String text) {
    try {
      return new ConnectionString(text);
    } catch (IllegalArgumentException e) {
      // Neither its message nor itself goes on: both may repeat the password.
      throw refused("the driver does not take its form, or user and password are not encoded");
    }
  }
}
