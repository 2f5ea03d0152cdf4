package io.github.blueskyspark.converters.procedures;

import io.github.blueskyspark.converters.archive.ArchiveConverter;
import io.github.blueskyspark.converters.archive.ConversionReport;
import io.github.blueskyspark.converters.archive.ConvertRequest;
import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import io.github.blueskyspark.converters.sinks.SinkKind;
import io.github.blueskyspark.spark.procedures.CatalogContext;
import io.github.blueskyspark.spark.procedures.CatalogProcedure;
import io.github.blueskyspark.spark.procedures.CollectedScan;
import io.github.blueskyspark.spark.storage.Archives;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code convert(target => '…')}: the catalog's archive into a warehouse. */
public final class ConvertProcedure implements CatalogProcedure {
  private static final StructType REPORT =
      new StructType()
          .add("outcome", DataTypes.StringType)
          .add("conversion_id", DataTypes.StringType)
          .add("runs", DataTypes.LongType)
          .add("documents", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType))
          .add("rows", DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType))
          .add("quarantined", DataTypes.LongType)
          .add("files", DataTypes.LongType)
          .add("bytes", DataTypes.LongType);

  @Override
  public String name() {
    return "convert";
  }

  @Override
  public String description() {
    return "convert(target => 'DIR' [, streams => 'a,b'] [, frames => true] [, sink => 'delta']):"
        + " into a warehouse";
  }

  @Override
  public ProcedureParameter[] parameters() {
    return new ProcedureParameter[] {
      ProcedureParameter.in("target", DataTypes.StringType)
          .comment("directory of the warehouse, or a namespace for iceberg and delta")
          .build(),
      ProcedureParameter.in("streams", DataTypes.StringType)
          .comment("streams that get a table, comma-separated")
          .defaultValue("''")
          .build(),
      ProcedureParameter.in("frames", DataTypes.BooleanType)
          .comment("copy external arrays")
          .defaultValue("false")
          .build(),
      ProcedureParameter.in("sink", DataTypes.StringType)
          .comment("format of the tables: parquet, iceberg or delta")
          .defaultValue("'parquet'")
          .build()
    };
  }

  @Override
  public Scan call(CatalogContext catalog, InternalRow input) {
    SparkSession spark = SparkSession.active();
    Map<String, String> options = new LinkedHashMap<>(catalog.options());
    List<String> sources = paths(options);
    String streams = input.isNullAt(1) ? "" : input.getUTF8String(1).toString();
    boolean frames = !input.isNullAt(2) && input.getBoolean(2);
    ConvertRequest request =
        new ConvertRequest(
            sources,
            input.getUTF8String(0).toString(),
            options,
            streams.isBlank()
                ? Optional.empty()
                : Optional.of(Arrays.stream(streams.split(",", -1)).map(String::trim).toList()),
            frames ? Frames.COPIED : Frames.REFERENCED,
            input.isNullAt(3) ? SinkKind.PARQUET : SinkKind.of(input.getUTF8String(3).toString()));
    try {
      return report(spark, new ArchiveConverter(spark).convert(request));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> paths(Map<String, String> options) {
    Optional<String> key =
        options.keySet().stream().filter(k -> k.equalsIgnoreCase("path")).findFirst();
    return Archives.pathsOf(key.map(options::remove).orElse(""));
  }

  private static Scan report(SparkSession spark, ConversionReport report) {
    return CollectedScan.of(
        spark.createDataFrame(
            List.of(
                RowFactory.create(
                    report.outcome().name().toLowerCase(Locale.ROOT),
                    report.id(),
                    report.runs(),
                    report.documents(),
                    report.rows(),
                    report.quarantined(),
                    report.files(),
                    report.bytes())),
            REPORT));
  }
}
