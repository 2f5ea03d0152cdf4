package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerClientTest {
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private String uri;

  @BeforeEach
  void oneServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    uri = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void noServer() {
    server.stop(0);
  }

  private void answer(String path, int... statuses) {
    server.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
          int status = statuses[Math.min(statuses.length, asked.size()) - 1];
          send(exchange, status, "{\"data\": " + status + "}");
        });
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private ServerClient client(String... options) {
    Map<String, String> given = new java.util.HashMap<>(Map.of("apiKey", "canary"));
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    ServerAddress address = ServerAddress.of(uri).orElseThrow();
    return new ServerClient(address, OptionValues.parse(given), ReadLimits.DEFAULT);
  }

  @Test
  void whatFailsForAWhileIsAskedAgain() throws IOException {
    answer("/a", 503, 429, 200);
    Optional<JsonNode> found = client().json(uri + "/a");
    assertThat(found.orElseThrow().path("data").asInt()).isEqualTo(200);
    assertThat(asked).containsExactly("Apikey canary", "Apikey canary", "Apikey canary");
  }

  @Test
  void whatFailsForeverEndsWithAnErrorThatTellsNoKey() {
    answer("/a", 500);
    ServerClient client = client("tiled.tries", "2");
    assertThatThrownBy(() -> client.json(uri + "/a?x=canary"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("status 500", "2 times", "tiled.tries")
        .hasMessageNotContaining("canary");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    server.stop(0);
    ServerClient client = client("tiled.tries", "2");
    assertThatThrownBy(() -> client.json(uri + "/a"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll(uri, "connection fails");
  }

  @Test
  void aMissingNodeIsEmptyAndARefusalIsNotAskedAgain() throws IOException {
    answer("/gone", 404);
    assertThat(client().json(uri + "/gone")).isEmpty();
    answer("/secret", 403);
    assertThatThrownBy(() -> client().json(uri + "/secret"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("403", "apiKey");
    assertThat(asked).hasSize(2);
  }

  @Test
  void redirectionsStayOnTheHost() throws IOException {
    answer("/there", 200);
    server.createContext("/here", e -> redirect(e, "/there"));
    server.createContext("/away", e -> redirect(e, "http://localhost:1/there"));
    assertThat(client().json(uri + "/here")).isPresent();
    assertThatThrownBy(() -> client().json(uri + "/away"))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContainingAll("localhost", "trust");
    assertThat(asked).hasSize(1);
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    send(exchange, 307, "");
  }

  @Test
  void addressesAreReadInEveryForm() {
    String api = "https://host:8443/prefix/api/v1";
    assertThat(ServerAddress.of(api + "/metadata/raw/a%20b?api_key=k").orElseThrow())
        .isEqualTo(new ServerAddress(api, List.of("raw", "a%20b"), "k"));
    assertThat(ServerAddress.of("https://host:8443/prefix/ui/browse/raw").orElseThrow())
        .isEqualTo(new ServerAddress(api, List.of("raw"), ""));
    assertThat(ServerAddress.of("https://host:8443/prefix/").orElseThrow().api()).isEqualTo(api);
    assertThat(ServerAddress.of("tiled:" + api).orElseThrow().api()).isEqualTo(api);
    assertThat(ServerAddress.of("tiled://host:8000").orElseThrow().api())
        .isEqualTo("http://host:8000/api/v1");
    assertThat(ServerAddress.of("mongodb://host/db")).isEmpty();
    assertThat(ServerAddress.isSure("https://host/elsewhere")).isFalse();
    assertThat(ServerAddress.isSure(api)).isTrue();
  }
}
