package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operator over documents it finds and documents it does not. */
class OperatorsTest {
  @TestFactory
  List<DynamicTest> followMongoDb() throws IOException {
    String table;
    try (InputStream stream = OperatorsTest.class.getResourceAsStream("/searches/operators.txt")) {
      table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : table.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      String[] cells = line.split("\\|", -1);
      tests.add(DynamicTest.dynamicTest(line, () -> holds(cells)));
    }
    assertThat(tests).hasSizeGreaterThan(150);
    return tests;
  }

  private static void holds(String[] cells) {
    assertThat(cells).hasSize(3);
    String query = cells[0].strip();
    if (!cells[1].isBlank()) {
      assertThat(Queries.matches(query, cells[1])).as(cells[1]).isTrue();
    }
    if (!cells[2].isBlank()) {
      assertThat(Queries.matches(query, cells[2])).as(cells[2]).isFalse();
    }
  }
}
