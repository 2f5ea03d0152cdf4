package io.github.blueskyspark.converters.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** References as one JSON file, in the format of kerchunk, version 1. */
final class ReferenceFile implements References {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem files;
  private final Path target;
  private final JsonGenerator out;

  private ReferenceFile(FileSystem files, Path target, OutputStream stream) throws IOException {
    this.files = files;
    this.target = target;
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
  static ReferenceFile open(FileSystem files, Path target, Collection<ReferencedArray> arrays)
      throws IOException {
    Path whole = files.makeQualified(target);
    OutputStream stream =
        isLocal(files)
            ? Files.newOutputStream(local(draft(whole)))
            : files.create(draft(whole), true);
    ReferenceFile file = new ReferenceFile(files, whole, stream);
    file.begin(arrays);
    return file;
  }

  private void begin(Collection<ReferencedArray> arrays) throws IOException {
    out.writeStartObject();
    out.writeNumberField("version", 1);
    out.writeObjectFieldStart("refs");
    Set<String> groups = new LinkedHashSet<>(Set.of(""));
    arrays.forEach(a -> groups.addAll(a.groups()));
    for (String group : groups) {
      out.writeStringField(
          (group.isEmpty() ? "" : group + "/") + ".zgroup", "{\"zarr_format\": 2}");
    }
    for (ReferencedArray array : arrays) {
      out.writeStringField(array.name() + "/.zarray", array.metadata().toString());
      out.writeStringField(array.name() + "/.zattrs", array.attributes().toString());
    }
  }

  @Override
  public void add(ReferencedArray array, StoredChunk chunk) throws IOException {
    String place =
        chunk.at().isEmpty()
            ? "0"
            : chunk.at().stream().map(String::valueOf).collect(Collectors.joining("."));
    out.writeArrayFieldStart(array.name() + "/" + place);
    out.writeString(References.location(chunk.uri()));
    out.writeNumber(chunk.offset());
    out.writeNumber(chunk.length());
    out.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    out.writeEndObject();
    out.writeEndObject();
    out.close();
    if (isLocal(files)) {
      Files.move(local(draft(target)), local(target), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    files.delete(target, false);
    if (!files.rename(draft(target), target)) {
      throw new IOException(draft(target) + " cannot be renamed");
    }
  }
}
