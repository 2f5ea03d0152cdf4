package io.github.blueskyspark.spark.parquet;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Some columns of a Parquet file, row by row, without making a record of a row: what is not asked
 * for in a row is passed over. For columns without repetition. Not thread safe.
 */
public final class TextColumns implements Closeable {
  private final String uri;
  private final ParquetFileReader file;
  private final FileMetaData about;
  private final MessageType schema;
  private final List<Optional<ColumnDescriptor>> columns = new ArrayList<>();
  private final List<Optional<ColumnReader>> readers = new ArrayList<>();
  private final boolean[] passed;
  private long left;
  private boolean begun;

  /**
   * Opens a file.
   *
   * @param names wanted columns by their paths; one that the file has not is null in each row
   * @param filter drops row groups and pages, no single rows
   */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged footers as unchecked exceptions
  public TextColumns(
      String uri, List<List<String>> names, Optional<FilterPredicate> filter, Configuration conf)
      throws IOException {
    this.uri = uri;
    this.passed = new boolean[names.size()];
    Path path = new Path(uri);
    HadoopReadOptions.Builder options = HadoopReadOptions.builder(conf, path);
    options.usePageChecksumVerification(true);
    filter.ifPresent(f -> options.withRecordFilter(FilterCompat.get(f)));
    ParquetReadOptions read = options.build();
    HadoopInputFile input = HadoopInputFile.fromPath(path, conf);
    ParquetFileReader opened;
    try {
      opened = ParquetFileReader.open(input, read);
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
    this.file = opened;
    this.about = opened.getFileMetaData();
    List<ColumnDescriptor> wanted = new ArrayList<>();
    for (List<String> name : names) {
      Optional<ColumnDescriptor> column =
          about.getSchema().getColumns().stream()
              .filter(c -> List.of(c.getPath()).equals(name))
              .findFirst();
      columns.add(column);
      column.ifPresent(wanted::add);
    }
    opened.setRequestedSchema(wanted);
    this.schema = about.getSchema();
  }

  private IOException explained(Exception e) throws IOException {
    if (e instanceof FileNotFoundException gone) {
      throw gone;
    }
    throw DamagedFile.of(uri, e);
  }

  /** Goes to the next row; false at the end. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged pages as unchecked exceptions
  public boolean next() throws IOException {
    try {
      if (begun) {
        end();
      }
      while (left == 0) {
        PageReadStore group = file.readNextFilteredRowGroup();
        if (group == null) {
          begun = false;
          return false;
        }
        open(group);
      }
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
    left--;
    begun = true;
    return true;
  }

  private void open(PageReadStore group) {
    left = group.getRowCount();
    readers.clear();
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            group,
            new DummyRecordConverter(schema).getRootConverter(),
            schema,
            about.getCreatedBy());
    columns.forEach(c -> readers.add(c.map(store::getColumnReader)));
  }

  private void end() {
    for (int i = 0; i < passed.length; i++) {
      if (readers.get(i).isPresent()) {
        ColumnReader reader = readers.get(i).get();
        if (!passed[i] && !isNull(reader)) {
          reader.skip();
        }
        reader.consume();
      }
      passed[i] = false;
    }
  }

  private static boolean isNull(ColumnReader reader) {
    return reader.getCurrentDefinitionLevel() < reader.getDescriptor().getMaxDefinitionLevel();
  }

  /** Value of a binary column of the row, asked for once; empty when null. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged pages as unchecked exceptions
  public Optional<Binary> binary(int column) throws IOException {
    try {
      Optional<ColumnReader> reader = there(column);
      return reader.isPresent() ? Optional.of(reader.get().getBinary()) : Optional.empty();
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  /** Value of a BIGINT column of the row, asked for once; 0 when null. */
  @SuppressWarnings("IllegalCatch") // Parquet reports damaged pages as unchecked exceptions
  public long number(int column) throws IOException {
    try {
      Optional<ColumnReader> reader = there(column);
      return reader.isPresent() ? reader.get().getLong() : 0;
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  private Optional<ColumnReader> there(int column) {
    Optional<ColumnReader> reader = readers.get(column).filter(r -> !isNull(r));
    passed[column] = true;
    return reader;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
