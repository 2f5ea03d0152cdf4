package io.github.blueskyspark.spark.write;

import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.errors.OptionException;
import io.github.blueskyspark.options.Option;
import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.DocumentEncoders;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;

/** From the options and columns of a write to its plan; {@code truncate} is mode overwrite. */
final class BlueskyWriteBuilder implements SupportsTruncate {
  private static final String DEFAULT_FORMAT = "jsonl";

  private final LogicalWriteInfo info;
  private final boolean appends;

  BlueskyWriteBuilder(LogicalWriteInfo info, boolean appends) {
    this.info = info;
    this.appends = appends;
  }

  @Override
  public WriteBuilder truncate() {
    return new BlueskyWriteBuilder(info, false);
  }

  @Override
  public Write build() {
    OptionValues options = OptionValues.parse(info.options().asCaseSensitiveMap());
    for (Option<?> option : Options.all()) {
      if (options.has(option) && option != Options.PATH && option != Options.ARCHIVE) {
        throw new OptionException(
            Location.option(option.key()),
            "use it where documents are written",
            "only path and archive have a meaning there",
            "Give it to the reader instead");
      }
    }
    String format = format(options.get(Options.ARCHIVE));
    Configuration configuration = SparkSession.active().sessionState().newHadoopConf();
    WriteTarget target = new WriteTarget(directory(options), info.queryId(), configuration);
    DocumentColumns columns = DocumentColumns.of(info.schema());
    return new BlueskyWrite(target, new BlueskyWriterFactory(target, columns, format, appends));
  }

  private static String format(String archive) {
    String asked = archive.equals(Options.ARCHIVE.shownDefault()) ? DEFAULT_FORMAT : archive;
    DocumentEncoders encoders = DocumentEncoders.load();
    return encoders
        .of(asked)
        .orElseThrow(
            () ->
                new OptionException(
                    Location.option(Options.ARCHIVE.key()),
                    "write archive '" + archive + "'",
                    "only " + String.join(" and ", encoders.names()) + " can be written",
                    "Use one of them"))
        .name();
  }

  private static String directory(OptionValues options) {
    List<String> paths = options.has(Options.PATH) ? options.get(Options.PATH) : List.of();
    if (paths.size() != 1 || paths.get(0).isBlank() || ArchivePlace.isServer(paths.get(0))) {
      throw new OptionException(
          Location.option(Options.PATH.key()),
          "write documents",
          paths.isEmpty() ? "no path is given" : paths + " is not one directory",
          "Name a directory with save(…)");
    }
    return paths.get(0);
  }
}
