package io.github.blueskyspark.converters.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.spark.write.RunFileName;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * References as a folder that fsspec reads piece by piece, as {@code
 * fsspec.implementations.reference.LazyReferenceMapper} defines it: {@code .zmetadata}, and for
 * each array files {@code refs.N.parq} of 10,000 chunks each, row by row in C order. A chunk that
 * is not stored is a row without a path; records without any chunk have no file.
 */
final class ReferenceFolder implements References {
  static final long RECORD = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          "message refs { optional binary path (STRING); required int64 offset;"
              + " required int64 size; }");

  private final FileSystem files;
  private final Path target;
  private final Path draft;
  private Optional<Records> open = Optional.empty();

  private ReferenceFolder(FileSystem files, Path target) {
    this.files = files;
    this.target = target;
    this.draft = new Path(target.getParent(), "." + target.getName() + ".draft");
  }

  /** Begins with the groups and what each array is. */
  static ReferenceFolder open(FileSystem files, Path target, Collection<ReferencedArray> arrays)
      throws IOException {
    ReferenceFolder folder = new ReferenceFolder(files, files.makeQualified(target));
    files.delete(folder.draft, true);
    Map<String, List<ReferencedArray>> streams =
        arrays.stream().collect(Collectors.groupingBy(ReferencedArray::stream));
    for (Map.Entry<String, List<ReferencedArray>> stream : streams.entrySet()) {
      folder.begin(stream.getKey(), stream.getValue());
    }
    return folder;
  }

  private void begin(String stream, List<ReferencedArray> arrays) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    ObjectNode keys = all.putObject("metadata");
    keys.putObject(".zgroup").put("zarr_format", 2);
    for (ReferencedArray array : arrays) {
      keys.set(array.key() + "/.zarray", array.metadata());
      keys.set(array.key() + "/.zattrs", array.attributes());
    }
    all.put("record_size", RECORD);
    try (var out = files.create(new Path(folder(stream), ".zmetadata"), true)) {
      out.write(JSON.writeValueAsBytes(all));
    }
  }

  private Path folder(String stream) {
    return new Path(draft, RunFileName.of(stream) + ".parq");
  }

  @Override
  public void add(ReferencedArray array, StoredChunk chunk) throws IOException {
    if (open.isPresent() && !open.get().array.name().equals(array.name())) {
      open.get().end();
      open = Optional.empty();
    }
    if (open.isEmpty()) {
      open = Optional.of(new Records(array));
    }
    open.get().add(chunk);
  }

  @Override
  public void close() throws IOException {
    if (open.isPresent()) {
      open.get().end();
    }
    files.delete(target, true);
    if (!files.rename(draft, target)) {
      throw new IOException(draft + " cannot be renamed");
    }
  }

  /** The files of one array. */
  private final class Records {
    private final ReferencedArray array;
    private final long[] grid;
    private long record = -1;
    private long row;
    private Optional<ParquetWriter<Group>> file = Optional.empty();

    Records(ReferencedArray array) {
      this.array = array;
      this.grid = array.grid();
    }

    void add(StoredChunk chunk) throws IOException {
      long number = 0;
      for (int a = 0; a < chunk.at().size(); a++) {
        number = number * grid[a] + chunk.at().get(a);
      }
      if (number / RECORD != record) {
        end();
        record = number / RECORD;
        file = Optional.of(begin());
      }
      fill(number);
      Group row = row(chunk.offset(), chunk.length());
      row.append("path", References.location(chunk.uri()));
      write(row);
    }

    private ParquetWriter<Group> begin() throws IOException {
      Path path = new Path(folder(array.stream()), array.key() + "/refs." + record + ".parq");
      row = record * RECORD;
      return ExampleParquetWriter.builder(HadoopOutputFile.fromPath(path, files.getConf()))
          .withType(SCHEMA)
          .withCompressionCodec(CompressionCodecName.ZSTD)
          .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
          .build();
    }

    private void fill(long before) throws IOException {
      while (row < before) {
        write(row(0, 0));
      }
    }

    private Group row(long offset, long size) {
      return new SimpleGroupFactory(SCHEMA)
          .newGroup()
          .append("offset", offset)
          .append("size", size);
    }

    private void write(Group group) throws IOException {
      file.orElseThrow().write(group);
      row++;
    }

    /** Ends the file, which has a row for each chunk of its record. */
    void end() throws IOException {
      if (file.isEmpty()) {
        return;
      }
      long chunks = 1;
      for (long n : grid) {
        chunks *= n;
      }
      fill(Math.min(chunks, (record + 1) * RECORD));
      file.get().close();
      file = Optional.empty();
    }
  }
}
