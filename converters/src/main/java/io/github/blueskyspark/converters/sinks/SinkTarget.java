package io.github.blueskyspark.converters.sinks;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Where the tables are: a directory, or a namespace of a catalog that the session has.
 *
 * @param namespace quoted for SQL; empty for a directory
 * @param folder the directory; for a namespace, where rows are staged
 */
record SinkTarget(Optional<String> namespace, Path folder) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)+");

  /** {@code lake.beamline} is a namespace where a catalog {@code lake} is set, else a directory. */
  static SinkTarget of(SparkSession spark, String target) {
    String catalog = target.split("\\.", 2)[0];
    boolean known =
        catalog.equals("spark_catalog")
            || spark.conf().getOption("spark.sql.catalog." + catalog).isDefined();
    if (!NAME.matcher(target).matches() || !known) {
      return new SinkTarget(Optional.empty(), new Path(target));
    }
    Path staging = new Path(spark.conf().get("spark.sql.warehouse.dir"), target);
    return new SinkTarget(Optional.of("`" + target.replace(".", "`.`") + "`"), staging);
  }
}
