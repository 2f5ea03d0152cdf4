package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a Tiled server. Requests that fail for a while (429, 5xx, broken connections) are made again
 * with growing waits, a bounded number of times; redirections are followed on the same host only.
 * The API key goes into a header and is never shown. Thread safe.
 */
final class ServerClient {
  private static final int TRIES = 5;
  private static final int REDIRECTIONS = 3;
  private static final long FIRST_WAIT = 250;
  private static final long LONGEST_WAIT = 30_000;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY = 429;

  private final String key;
  private final Duration patience;
  private final int tries;
  private final HttpClient client;
  private final ObjectMapper mapper;
  private final long longest;

  ServerClient(ServerAddress address, OptionValues options, ReadLimits limits) {
    String given = options.get(Options.API_KEY);
    key = given.isEmpty() ? address.key() : given;
    patience = Duration.ofSeconds(number(options, "tiled.timeoutseconds", 60));
    tries = (int) number(options, "tiled.tries", TRIES);
    client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
    mapper = new Json(limits).mapper();
    longest = 8L * limits.maxDocumentBytes();
  }

  private static long number(OptionValues options, String name, long fallback) {
    String text = options.passedOn().getOrDefault(name, "");
    if (text.isEmpty()) {
      return fallback;
    }
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new io.github.blueskyspark.errors.OptionException(
          Location.option(name), "use value '" + text + "'", "it is no number above 0", "Write 60");
    }
    return Long.parseLong(text);
  }

  /** An answer in JSON; empty when there is no such node. */
  Optional<JsonNode> json(String uri) throws IOException {
    Optional<InputStream> body = open(uri, "application/json");
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = new BoundedInput(body.get(), longest, uri)) {
      return Optional.of(mapper.readTree(in));
    }
  }

  /** The bytes of an answer; empty when there is no such node. The caller closes it. */
  Optional<InputStream> open(String uri, String accept) throws IOException {
    URI target = URI.create(uri);
    String trouble = "";
    int redirections = 0;
    for (int tried = 1; tried <= tries; tried++) {
      long wait = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(20, 2 * (tried - 1)));
      try {
        HttpResponse<InputStream> answer = send(target, accept);
        int status = answer.statusCode();
        if (status == OK) {
          return Optional.of(answer.body());
        }
        answer.body().close();
        if (status == NOT_FOUND) {
          return Optional.empty();
        }
        if (status >= 300 && status < 400 && redirections < REDIRECTIONS) {
          target = redirected(target, answer);
          redirections++;
          tried--;
          continue;
        }
        if (status != TOO_MANY && status < 500) {
          throw refused(target, status);
        }
        trouble = "the server answers with status " + status;
        wait = Math.max(wait, retryAfter(answer));
      } catch (java.net.http.HttpTimeoutException e) {
        trouble = "no answer within " + patience.toSeconds() + " s";
      } catch (IOException e) {
        trouble = "the connection fails (" + e.getClass().getSimpleName() + ")";
      }
      if (tried < tries) {
        pause(wait);
      }
    }
    throw new ArchiveException(
        Location.file(plain(target)),
        "read from Tiled server",
        trouble + ", also when asked " + tries + " times",
        "Check that the server runs; options tiled.tries and tiled.timeoutSeconds wait longer");
  }

  private HttpResponse<InputStream> send(URI target, String accept) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target).timeout(patience).header("Accept", accept).GET();
    if (!key.isEmpty()) {
      request.header("Authorization", "Apikey " + key);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
  }

  private static URI redirected(URI from, HttpResponse<InputStream> answer) {
    String to = answer.headers().firstValue("Location").orElse("");
    URI target = from.resolve(to);
    boolean isSame =
        String.valueOf(target.getScheme()).equalsIgnoreCase(from.getScheme())
            && String.valueOf(target.getAuthority()).equalsIgnoreCase(from.getAuthority());
    if (!isSame) {
      throw new ArchiveException(
          Location.file(plain(from)),
          "read from Tiled server",
          "it sends us to " + target.getScheme() + "://" + target.getHost(),
          "Name that server in option 'path', if you trust it with the API key");
    }
    return target;
  }

  private ArchiveException refused(URI target, int status) {
    boolean isKey = status == UNAUTHORIZED || status == FORBIDDEN;
    return new ArchiveException(
        Location.file(plain(target)),
        "read from Tiled server",
        "the server answers with status " + status,
        isKey
            ? key.isEmpty() ? "Give option apiKey" : "Check option apiKey and its scopes"
            : "Check the URI and the version of the server");
  }

  private static long retryAfter(HttpResponse<InputStream> answer) {
    String text = answer.headers().firstValue("Retry-After").orElse("");
    return text.matches("[0-9]{1,4}") ? Math.min(LONGEST_WAIT, 1000L * Long.parseLong(text)) : 0;
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("interrupted");
    }
  }

  /** Without its query. */
  private static String plain(URI uri) {
    return uri.toString().replaceFirst("[?].*$", "");
  }
}
