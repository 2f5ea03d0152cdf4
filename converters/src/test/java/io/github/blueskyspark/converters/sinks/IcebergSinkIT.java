package io.github.blueskyspark.converters.sinks;

class IcebergSinkIT extends SinkContract {
  @Override
  SinkKind kind() {
    return SinkKind.ICEBERG;
  }

  @Override
  String driver() {
    return "org.apache.iceberg.spark.SparkCatalog";
  }
}
