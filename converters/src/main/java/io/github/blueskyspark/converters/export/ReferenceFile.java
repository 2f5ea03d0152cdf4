package io.github.blueskyspark.converters.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The references of one run while they are written; the file appears when it is closed. */
final class ReferenceFile implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path target;
  private final Path draft;
  private final Map<String, ReferencedArray> arrays;
  private final JsonGenerator out;

  private ReferenceFile(
      FileSystem files, Path target, Map<String, ReferencedArray> arrays, OutputStream stream)
      throws IOException {
    this.files = files;
    this.target = target;
    this.draft = draft(target);
    this.arrays = arrays;
    this.out = JSON.createGenerator(stream);
  }

  private static Path draft(Path target) {
    return new Path(target.getParent(), "." + target.getName() + ".draft");
  }

  private static boolean isLocal(FileSystem files) {
    return files.getScheme().equals("file");
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  /** Begins with the groups and what each array is. */
  static ReferenceFile open(FileSystem files, Path target, Map<String, ReferencedArray> arrays)
      throws IOException {
    Path whole = files.makeQualified(target);
    OutputStream stream =
        isLocal(files)
            ? Files.newOutputStream(local(draft(whole)))
            : files.create(draft(whole), true);
    ReferenceFile file = new ReferenceFile(files, whole, arrays, stream);
    file.begin();
    return file;
  }

  private void begin() throws IOException {
    out.writeStartObject();
    out.writeNumberField("version", 1);
    out.writeObjectFieldStart("refs");
    Set<String> groups = new LinkedHashSet<>(Set.of(""));
    arrays.values().forEach(a -> groups.addAll(a.groups()));
    for (String group : groups) {
      out.writeStringField(
          (group.isEmpty() ? "" : group + "/") + ".zgroup", "{\"zarr_format\": 2}");
    }
    for (ReferencedArray array : arrays.values()) {
      out.writeStringField(array.name() + "/.zarray", array.metadata().toString());
      out.writeStringField(array.name() + "/.zattrs", array.attributes().toString());
    }
  }

  /** Adds a chunk of an array; chunks of other arrays are left out. */
  void add(String key, Row row) throws IOException {
    ReferencedArray array = arrays.get(key);
    if (array == null) {
      return;
    }
    List<Long> at = row.getList(row.fieldIndex("chunk"));
    String place =
        at.isEmpty() ? "0" : at.stream().map(String::valueOf).collect(Collectors.joining("."));
    out.writeArrayFieldStart(array.name() + "/" + place);
    out.writeString(location(row.getAs("path")));
    out.writeNumber(row.<Long>getAs("offset"));
    out.writeNumber(row.<Long>getAs("length"));
    out.writeEndArray();
  }

  /** A URI as fsspec has it: local files as plain paths, {@code s3a:} as {@code s3:}. */
  static String location(String uri) {
    if (uri.startsWith("file:")) {
      return URI.create(uri).getPath();
    }
    return uri.startsWith("s3a:") ? "s3:" + uri.substring("s3a:".length()) : uri;
  }

  @Override
  public void close() throws IOException {
    out.writeEndObject();
    out.writeEndObject();
    out.close();
    if (isLocal(files)) {
      Files.move(local(draft), local(target), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    files.delete(target, false);
    if (!files.rename(draft, target)) {
      throw new IOException(draft + " cannot be renamed");
    }
  }
}
