package io.github.blueskyspark.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbered files behind one stream resource: parameters {@code template}, {@code filename},
 * {@code files_per_datum}, {@code chunk_shape}, {@code join_method} and {@code multiplier}.
 *
 * <p>Row {@code i}, counted from the resource's own beginning, is in the files {@code i * n} to
 * {@code i * n + n - 1}, where n is {@link #filesPerRow}.
 *
 * @param uri of the directory, or the beginning of every file's name
 * @param template the rest of the names
 * @param mimetype of the files
 * @param parameters of the stream resource
 */
record FileSequence(String uri, FileTemplate template, String mimetype, ObjectNode parameters) {
  /** More files than this make no row: 65,536. */
  private static final long MOST_FILES = 1 << 16;

  /**
   * The files of a resource; empty when its URI names the one file.
   *
   * @throws AssetException when the template is none
   */
  static Optional<FileSequence> of(StreamResource resource, Location where) {
    JsonNode said = resource.parameters().path("template");
    if (!said.isTextual() || said.asText().isEmpty()) {
      return Optional.empty();
    }
    String filename = resource.parameters().path("filename").asText("");
    try {
      FileTemplate template = FileTemplate.parse(said.asText(), filename);
      if (template.isClimbing()) {
        throw wrong(resource, said.asText(), filename, "the names hold '..'", where)
            .as(AssetStatus.FORBIDDEN);
      }
      return Optional.of(
          new FileSequence(resource.uri(), template, resource.mimetype(), resource.parameters()));
    } catch (IllegalArgumentException e) {
      throw wrong(resource, said.asText(), filename, e.getMessage(), where).because(e);
    }
  }

  private static AssetException wrong(
      StreamResource resource, String template, String filename, String found, Location where) {
    return new AssetException(
        where.asset(resource.uri()),
        "use template '" + template + "' with filename '" + filename + "'",
        found,
        "Write a name with one number, such as img_{:06d}.tif");
  }

  /** Whether there is a file a number; without a number in the template there is one file. */
  boolean isNumbered() {
    return template.isNumbered();
  }

  /** URI of a file: that of the resource and the name, with one slash between them at most. */
  String file(long number) {
    String name = template.name(number);
    String tail = uri.endsWith("/") ? name.replaceFirst("^/+", "") : name;
    return uri + tail;
  }

  /**
   * Files that hold one row, as the documents say it; follows bluesky's
   * MultipartRelatedConsolidator.
   *
   * @param row declared shape of a row, frames first, {@code multiplier} included
   */
  long filesPerRow(List<Long> row, Location where) {
    long files = positive("files_per_datum");
    if (files == 0) {
      files = row.isEmpty() || row.get(0) < 1 ? 1 : Math.max(1, row.get(0) / framesPerFile(row));
    }
    if (files > MOST_FILES) {
      throw new AssetException(
          where.asset(uri),
          "read rows of " + files + " files each",
          "more than " + MOST_FILES + " files make no row",
          "Correct files_per_datum or the shape in the documents");
    }
    return files;
  }

  /** The number of files a row is told outright, so that the files themselves have no say. */
  boolean saysFilesPerRow() {
    return positive("files_per_datum") > 0;
  }

  private long framesPerFile(List<Long> row) {
    long frames = row.get(0);
    boolean isNpy = mimetype.contains("x-npy"); // its chunk_shape is not looked at by bluesky
    List<Long> chunk = isNpy ? List.of(1L) : chunkShape();
    if (parameters.path("join_method").asText("").equals("concat")) {
      return frames % chunk.get(0) == 0 ? chunk.get(0) : frames;
    }
    if (RowLayout.multiplier(parameters) > 0) {
      return 1;
    }
    boolean isFramed =
        !isNpy
            && chunk.size() == row.size()
            && chunk.subList(1, chunk.size()).equals(row.subList(1, row.size()))
            && frames % chunk.get(0) == 0;
    return isFramed ? chunk.get(0) : frames;
  }

  private List<Long> chunkShape() {
    List<Long> chunk = new ArrayList<>();
    for (JsonNode n : parameters.path("chunk_shape")) {
      chunk.add(n.isIntegralNumber() && n.canConvertToLong() ? n.asLong() : 0);
    }
    return chunk.isEmpty() || chunk.get(0) < 1 ? List.of(1L) : chunk;
  }

  private long positive(String parameter) {
    JsonNode said = parameters.path(parameter);
    return said.isIntegralNumber() && said.canConvertToLong() ? Math.max(0, said.asLong()) : 0;
  }
}
