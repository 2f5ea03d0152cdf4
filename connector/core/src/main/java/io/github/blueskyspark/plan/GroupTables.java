package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.Column;
import io.github.blueskyspark.tables.DocumentTables;
import io.github.blueskyspark.tables.ExternalCells;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.RowSource;
import io.github.blueskyspark.tables.index.DamagedIndex;
import io.github.blueskyspark.tables.index.IndexSlice;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the rows of a query's table of one group of files after the other. */
final class GroupTables {
  private final TableQuery query;
  private final GroupReading reading;
  private final DocumentTables tables;
  private final RowBounds bounds;
  private final ExternalTables external;
  private final ExternalOpener opener;

  GroupTables(TableQuery query, GroupReading reading, RowBounds bounds) {
    this.query = query;
    this.reading = reading;
    this.bounds = bounds;
    this.tables = new DocumentTables(reading, query.columns());
    this.opener = new ExternalOpener(query.options(), reading);
    this.external = new ExternalTables(reading, query, bounds);
  }

  RowSource open(IndexSlice slice) throws IOException {
    try {
      return tables.indexedRuns(slice.groups(reading.storage()));
    } catch (DamagedIndex e) {
      throw new ArchiveException(
              Location.of("run index"),
              "read start documents",
              String.valueOf(e.getMessage()),
              "It changed while the query ran; run the query again, or set index=off")
          .because(e);
    }
  }

  RowSource open(List<FileRef> group) throws IOException {
    return switch (query.table()) {
      case RUNS -> tables.runs(group);
      case STREAMS -> tables.streams(group);
      case DATA_KEYS -> tables.dataKeys(group);
      case CONFIGURATION -> tables.configuration(group);
      case EVENTS -> tables.events(group);
      case DOCUMENTS -> documents(group);
      case QUARANTINE -> tables.quarantine(group);
      case STREAM -> stream(group);
      case FRAMES -> external.frames(group);
      case ASSETS -> external.assets(group);
      case CHUNKS -> external.chunks(group);
      case DATASETS -> external.datasets(group);
      case CONVERSIONS -> conversions(group);
    };
  }

  private RowSource stream(List<FileRef> group) throws IOException {
    GroupIndex index = tables.indexer().whole(group);
    boolean arrays =
        query.columns().stream().anyMatch(c -> c.origin().kind() == Column.Origin.Kind.EXTERNAL);
    ExternalCells cells = arrays ? new ArrayCells(query, opener.of(group)) : ExternalCells.none();
    return tables.stream(group, index, query.member(), bounds.seqStart(), bounds.seqStop(), cells);
  }

  private RowSource documents(List<FileRef> group) throws IOException {
    boolean fills =
        query.options().get(Options.FILL) == Options.Fill.YES
            && query.columns().stream()
                .anyMatch(c -> c.name().equals("doc") || c.name().equals("json"));
    return tables.documents(
        group, fills ? Optional.of(new FilledArrays(opener.of(group))) : Optional.empty());
  }

  private RowSource conversions(List<FileRef> group) throws IOException {
    if (group.stream().anyMatch(part -> part.store().isEmpty())) {
      throw noConversions();
    }
    return tables.conversions(group);
  }

  private static ArchiveException noConversions() {
    return new ArchiveException(
        Location.of("table conversions"),
        "read conversions of a document archive",
        "only a warehouse has them",
        "Read the warehouse that a conversion wrote");
  }
}
