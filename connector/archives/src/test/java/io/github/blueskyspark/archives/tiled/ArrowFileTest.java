package io.github.blueskyspark.archives.tiled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArrowFileTest {
  private static final Path ARROW = TiledSample.SAMPLES.resolve("tiled/arrow");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static List<List<Object>> rows(byte[] file) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (ArrowFile arrow = ArrowFile.spool(new ByteArrayInputStream(file))) {
      rows.add(new ArrayList<>(arrow.names()));
      while (arrow.next() && rows.size() < 1000) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < arrow.names().size(); i++) {
          Object value = arrow.value(i);
          row.add(value instanceof byte[] b ? HexFormat.of().formatHex(b) : value);
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void everyTypeHasTheValuesThatPyarrowReads() throws IOException {
    List<List<Object>> found = rows(Files.readAllBytes(ARROW.resolve("types.arrow")));
    JsonNode expected = MAPPER.readTree(Files.readString(ARROW.resolve("types.json")));
    assertThat(found).hasSize(expected.size() + 1);
    for (int row = 0; row < expected.size(); row++) {
      for (int i = 0; i < found.get(0).size(); i++) {
        String name = found.get(0).get(i).toString();
        JsonNode is = MAPPER.readTree(MAPPER.writeValueAsString(found.get(row + 1).get(i)));
        assertThat(is).as("%s of row %s", name, row).isEqualTo(expected.get(row).get(name));
      }
    }
  }

  @Test
  void damagedFilesAreInputErrorsAndLeaveNothingBehind() throws IOException {
    byte[] whole = Files.readAllBytes(ARROW.resolve("types.arrow"));
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = i < 200 ? Arrays.copyOf(whole, whole.length * i / 200) : whole.clone();
      if (i >= 200) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        rows(damaged);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }
}
