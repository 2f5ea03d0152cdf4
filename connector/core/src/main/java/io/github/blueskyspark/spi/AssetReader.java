package io.github.blueskyspark.spi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads arrays of one family of files. Stateless and thread safe; found by {@link
 * java.util.ServiceLoader}.
 */
public interface AssetReader {
  /** Mimetypes it reads, lower case, for example {@code application/x-hdf5}. */
  Set<String> mimetypes();

  /** File name endings of bare files it lists, lower case with the dot, for example {@code .h5}. */
  Set<String> suffixes();

  /**
   * Opens the array the documents point at. Only metadata is read.
   *
   * @throws io.github.blueskyspark.errors.AssetException when there is no such array
   */
  ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException;

  /**
   * Opens an array whose chunks are known, without the format's metadata.
   *
   * @param known of the same file, which is as it was then
   * @return empty where that does not say all, so that it has to be opened
   */
  default Optional<ArrayAsset> openKnown(KnownArray known, AssetRequest request, AssetFiles files)
      throws IOException {
    return Optional.empty();
  }

  /**
   * Arrays found in one bare file, unreadable ones left out.
   *
   * @throws io.github.blueskyspark.errors.AssetException when the file is none of this family, or
   *     damaged as a whole
   */
  List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException;

  /**
   * The same, and tells of what it leaves out. Formats whose files hold one array leave none out.
   *
   * @param unreadable is told the path of each array that is left out, and why
   */
  default List<ArrayInfo> list(
      String uri, Location where, AssetFiles files, BiConsumer<String, String> unreadable)
      throws IOException {
    return list(uri, where, files);
  }

  /**
   * Attributes of the file as a whole, as JSON, in file order; empty where the format has none.
   *
   * @throws io.github.blueskyspark.errors.AssetException when the file is none of this family
   */
  default ObjectNode attributes(String uri, Location where, AssetFiles files) throws IOException {
    return JsonNodeFactory.instance.objectNode();
  }
}
