package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;

/** What the save modes mean for a directory of run files. */
public final class DocumentSaving {
  private DocumentSaving() {}

  /**
   * Writes the documents. {@code append} adds runs and refuses to change one that is there, unless
   * it has only grown; {@code overwrite} replaces all document files of the directory and leaves
   * other files alone; {@code errorifexists} and {@code ignore} look whether the directory holds
   * anything.
   *
   * @throws OptionException when the directory is there and the mode forbids it
   */
  public static void save(SaveMode mode, Map<String, String> options, Dataset<Row> documents) {
    Map<String, String> given = new LinkedHashMap<>();
    options.forEach((key, value) -> given.put(key.toLowerCase(Locale.ROOT), value));
    DocumentColumns.of(documents.schema());
    String path = given.getOrDefault("path", "");
    if (mode == SaveMode.ErrorIfExists || mode == SaveMode.Ignore) {
      boolean isThere = !path.isEmpty() && isThere(path, documents);
      if (isThere && mode == SaveMode.Ignore) {
        return;
      }
      if (isThere) {
        throw new OptionException(
            Location.file(path),
            "write documents",
            "the directory holds something already",
            "Use mode append or overwrite, or another directory");
      }
    }
    documents
        .write()
        .format(BlueskySink.class.getName())
        .options(given)
        .mode(mode == SaveMode.Overwrite ? SaveMode.Overwrite : SaveMode.Append)
        .save();
  }

  private static boolean isThere(String path, Dataset<Row> documents) {
    Configuration configuration = documents.sparkSession().sessionState().newHadoopConf();
    Path target = new Path(path);
    try {
      FileSystem files = target.getFileSystem(configuration);
      return files.exists(target)
          && (!files.getFileStatus(target).isDirectory() || files.listStatus(target).length > 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
