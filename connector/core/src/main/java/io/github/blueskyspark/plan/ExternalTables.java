package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.FrameMap;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.tables.EventTimes;
import io.github.blueskyspark.tables.GroupIndexer;
import io.github.blueskyspark.tables.GroupReading;
import io.github.blueskyspark.tables.RowSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Opens the rows of one group of files for the tables about external arrays. */
final class ExternalTables {
  private final GroupReading reading;
  private final TableQuery query;
  private final RowBounds bounds;
  private final ExternalOpener opener;

  ExternalTables(GroupReading reading, TableQuery query, RowBounds bounds) {
    this.reading = reading;
    this.query = query;
    this.bounds = bounds;
    this.opener = new ExternalOpener(query.options(), reading);
  }

  private void each(GroupIndex index, BiConsumer<RunIndex, ExternalKey> use) {
    for (RunIndex run : index.runs()) {
      if (reading.wanted().test(run)) {
        for (String stream : run.streams()) {
          if (bounds.has(stream)) {
            run.external(stream).values().forEach(key -> use.accept(run, key));
          }
        }
      }
    }
  }

  /** Rows of {@code frames}. */
  RowSource frames(List<FileRef> group) throws IOException {
    GroupIndex index = new GroupIndexer(reading).whole(group);
    List<FramesTable.Piece> pieces = new ArrayList<>();
    Set<String> streams = new HashSet<>();
    each(
        index,
        (run, key) -> {
          if (key.key().name().equals(query.member())) {
            streams.add(key.stream());
            for (FrameMap.Span span : key.frames().spans()) {
              pieces.add(new FramesTable.Piece(run, key, span, group.get(run.origin().file())));
            }
          }
        });
    EventTimes times = EventTimes.none();
    if (query.wants("time")) {
      for (String stream : streams) {
        times.addAll(EventTimes.read(group, reading, index, stream));
      }
    }
    ExternalAccess access = opener.of(group);
    if (query.options().get(Options.INCLUDE_UNPUBLISHED)) {
      each(index, (run, key) -> addUnpublished(run, key, group, access, pieces));
    }
    return new FramesTable(query, pieces, bounds, access, times);
  }

  /** Rows that files hold behind the last announced one; they belong to no event. */
  private void addUnpublished(
      RunIndex run,
      ExternalKey key,
      List<FileRef> group,
      ExternalAccess access,
      List<FramesTable.Piece> pieces) {
    boolean isWanted = key.key().name().equals(query.member());
    if (!isWanted || bounds.to(Long.MAX_VALUE) <= FrameMap.MAX_BOUND) {
      return;
    }
    for (String resource : key.resources().keySet()) {
      long end = key.frames().end(resource);
      long more = stored(run, key, resource, access) - end;
      if (more > 0) {
        FrameMap.Span behind =
            FrameMap.Span.unpublished(resource, key.frames().base(resource), end, more);
        pieces.add(new FramesTable.Piece(run, key, behind, group.get(run.origin().file())));
      }
    }
  }

  /** Rows that a file holds; none where it cannot be opened, which the announced rows will say. */
  private static long stored(
      RunIndex run, ExternalKey key, String resource, ExternalAccess access) {
    try (ExternalArray array = access.open(run, key, resource)) {
      return array.rows();
    } catch (AssetException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of {@code assets}. */
  RowSource assets(List<FileRef> group) throws IOException {
    return new AssetsTable(query, resources(group), opener.of(group));
  }

  /** Rows of {@code chunks}. */
  RowSource chunks(List<FileRef> group) throws IOException {
    return new ChunksTable(query, resources(group), opener.of(group));
  }

  private List<AssetsTable.Row> resources(List<FileRef> group) throws IOException {
    List<AssetsTable.Row> rows = new ArrayList<>();
    each(
        new GroupIndexer(reading).whole(group),
        (run, key) ->
            key.resources()
                .values()
                .forEach(
                    r ->
                        rows.add(
                            new AssetsTable.Row(run, key, r, group.get(run.origin().file())))));
    return rows;
  }

  /** Rows of {@code datasets}. */
  RowSource datasets(List<FileRef> group) throws IOException {
    ExternalAccess access = opener.of(group);
    List<DatasetsTable.Files> files = new ArrayList<>();
    each(
        new GroupIndexer(reading).whole(group),
        (run, key) -> {
          for (StreamResource r : key.resources().values()) {
            FileRef documents = group.get(run.origin().file());
            DatasetsTable.Files.of(run, key, r, access, documents).ifPresent(files::add);
          }
        });
    return new DatasetsTable(query, files, access);
  }
}
