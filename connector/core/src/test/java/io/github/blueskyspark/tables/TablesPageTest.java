package io.github.blueskyspark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/reference/tables.md lists the columns that the tables have, in their order. */
class TablesPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/tables.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(\\w+)` \\| `?([^`|]*?)`? \\|", Pattern.MULTILINE);

  @ParameterizedTest
  @EnumSource
  void pageListsTheColumnsWithTheirTypes(TableName table) throws IOException {
    List<String> columns =
        TableSchemas.of(table).stream().map(c -> c.name() + " " + typeInSql(c.type())).toList();
    assertThat(rowsOf(table.label())).containsExactlyElementsOf(columns);
  }

  private static String typeInSql(ColumnType type) {
    return type.equals(ColumnType.NDARRAY) ? "NDARRAY" : type.toString().toUpperCase(Locale.ROOT);
  }

  private static List<String> rowsOf(String chapter) throws IOException {
    String page = Files.readString(PAGE);
    String heading = "\n## " + chapter + "\n";
    assertThat(page).contains(heading);
    String rest = page.substring(page.indexOf(heading) + heading.length());
    int end = rest.indexOf("\n## ");
    return ROW.matcher(end < 0 ? rest : rest.substring(0, end))
        .results()
        .map((MatchResult r) -> r.group(1) + " " + r.group(2))
        .toList();
  }
}
