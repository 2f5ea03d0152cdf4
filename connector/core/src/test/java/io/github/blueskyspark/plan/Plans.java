package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.spi.MemoryStorage;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.RecordingRowWriter;
import io.github.blueskyspark.tables.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads tables of files in memory from options to rows. */
final class Plans {
  private Plans() {}

  static OptionValues options(String... pairs) {
    Map<String, String> given = new LinkedHashMap<>();
    given.put("path", "mem:/archive");
    for (int i = 0; i < pairs.length; i += 2) {
      given.put(pairs[i], pairs[i + 1]);
    }
    return OptionValues.parse(given);
  }

  static Archive archive(MemoryStorage storage, String... options) {
    return new Archive(options(options), storage.listing(), storage, TaskRunner.inline());
  }

  static TableQuery query(TableName table, String member, List<Column> columns, String... options) {
    return new TableQuery(
        table, member, columns, List.of(), List.of(), List.of(), options(options));
  }

  /** All rows of a table with these columns; all columns when none is named. */
  static List<Map<String, Object>> rows(
      MemoryStorage storage, TableName table, String member, List<String> names, String... options)
      throws IOException {
    Archive archive = archive(storage, options);
    List<Column> columns =
        archive.schema(table, member).stream()
            .filter(c -> names.isEmpty() || names.contains(c.name()))
            .toList();
    TableQuery query = query(table, member, columns, options);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Split split : archive.splits(query)) {
      rows.addAll(
          RecordingRowWriter.rows(Archive.open(split, query, storage, new ReadMetrics()), columns));
    }
    return rows;
  }

  /** One column of a table. */
  static List<Object> column(
      MemoryStorage storage, TableName table, String member, String name, String... options)
      throws IOException {
    return rows(storage, table, member, List.of(name), options).stream()
        .map(r -> r.get(name))
        .toList();
  }
}
