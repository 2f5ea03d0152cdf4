package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the real Tiled server and PostgreSQL, and ends what it started. */
final class LiveServers implements AutoCloseable {
  static final String KEY = "canarykey";
  private static final int SECONDS = 60;

  private final Path directory;
  private final List<Process> started = new ArrayList<>();

  LiveServers(Path directory) {
    this.directory = directory;
  }

  /** A Python with tiled and bluesky-tiled-plugins: {@code BLUESKY_TILED_PYTHON}, or python3. */
  static Optional<String> python() {
    String given = System.getenv("BLUESKY_TILED_PYTHON");
    return Stream.of(given == null ? "" : given, "python3")
        .filter(p -> !p.isEmpty())
        .filter(p -> succeeds(p, "-c", "import tiled.server, bluesky_tiled_plugins"))
        .findFirst();
  }

  /** The directory of PostgreSQL's programs. */
  static Optional<Path> postgres() {
    Path debian = Path.of("/usr/lib/postgresql");
    List<Path> places = new ArrayList<>();
    try (Stream<Path> versions = Files.exists(debian) ? Files.list(debian) : Stream.empty()) {
      versions.map(v -> v.resolve("bin")).sorted().forEach(places::add);
    } catch (IOException e) {
      return Optional.empty();
    }
    Arrays.stream(System.getenv("PATH").split(":", -1)).map(Path::of).forEach(places::add);
    return places.stream()
        .filter(p -> Files.isExecutable(p.resolve("initdb")))
        .filter(p -> !isRoot() || succeeds("runuser", "-u", "postgres", "--", "true"))
        .findFirst();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static boolean succeeds(String... command) {
    try {
      return run(List.of(command), Path.of(".")) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(List<String> command, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(
        Files.isDirectory(log)
            ? ProcessBuilder.Redirect.DISCARD
            : ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = builder.start();
    try {
      if (!process.waitFor(SECONDS * 2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return -1;
    }
  }

  /** A PostgreSQL server with an empty database; its URI. */
  String startPostgres() throws IOException {
    Path bin = postgres().orElseThrow();
    Path data = Files.createTempDirectory("bluesky-pg");
    List<String> as = isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of();
    if (isRoot()) {
      succeeds("chown", "postgres", data.toString());
    }
    Path password = Files.writeString(data.resolveSibling(data.getFileName() + ".pw"), "canary-pw");
    succeeds("chmod", "644", password.toString());
    Path cluster = data.resolve("cluster");
    must(
        command(
            as,
            bin.resolve("initdb").toString(),
            "-D",
            cluster.toString(),
            "-U",
            "tiled",
            "--pwfile",
            password.toString(),
            "--auth=scram-sha-256",
            "-E",
            "UTF8"));
    int port = freePort();
    launch(
        command(
            as,
            bin.resolve("postgres").toString(),
            "-D",
            cluster.toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-k",
            data.toString()),
        Map.of());
    String uri = "postgresql://tiled:canary-pw@127.0.0.1:" + port + "/postgres";
    for (int i = 0; i < SECONDS * 2; i++) {
      try (var connection = PostgresDatabase.of(uri).connect()) {
        if (connection.isValid(1)) {
          return uri;
        }
      } catch (java.sql.SQLException e) {
        pause();
      }
    }
    throw new IOException("PostgreSQL did not start");
  }

  private static List<String> command(List<String> before, String... words) {
    List<String> all = new ArrayList<>(before);
    all.addAll(List.of(words));
    return all;
  }

  private void must(List<String> command) throws IOException {
    Path log = directory.resolve("command.log");
    Files.writeString(log, "");
    if (run(command, log) != 0) {
      throw new IOException(command + " failed: " + Files.readString(log));
    }
  }

  /**
   * A Tiled server.
   *
   * @param catalog file or URI of the catalog database, made when it is new
   * @param tables URI of the database for tables
   * @return URI of its API
   */
  String startTiled(String catalog, String tables) throws IOException {
    int port = freePort();
    launch(
        List.of(
            python().orElseThrow(),
            "-m",
            "tiled",
            "serve",
            "catalog",
            catalog,
            "--init",
            "-w",
            Files.createDirectories(directory.resolve("data")).toString(),
            "-w",
            tables,
            "-r",
            TiledSample.SAMPLES.toString(),
            "--api-key",
            KEY,
            "--port",
            String.valueOf(port)),
        Map.of());
    String uri = "http://127.0.0.1:" + port + "/api/v1";
    for (int i = 0; i < SECONDS * 2; i++) {
      try {
        HttpURLConnection connection =
            (HttpURLConnection) URI.create(uri + "/").toURL().openConnection();
        if (connection.getResponseCode() == 200) {
          return uri;
        }
      } catch (IOException e) {
        pause();
      }
    }
    String said = Files.readString(log());
    throw new IOException(
        "Tiled did not start: " + said.substring(Math.max(0, said.length() - 2000)));
  }

  /** Writes runs with the real TiledWriter, event by event. */
  void write(String uri, List<Path> files) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(python().orElseThrow());
    command.add(TiledSample.SAMPLES.resolve("tiled/write_runs.py").toString());
    command.addAll(List.of(uri, KEY, "1"));
    files.forEach(f -> command.add(f.toString()));
    must(command);
  }

  private Path log() {
    return directory.resolve("server.log");
  }

  private void launch(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    started.add(builder.start());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (int i = started.size() - 1; i >= 0; i--) {
      Process process = started.get(i);
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
