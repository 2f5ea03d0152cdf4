package io.github.blueskyspark.converters.sinks;

class DeltaSinkIT extends SinkContract {
  @Override
  SinkKind kind() {
    return SinkKind.DELTA;
  }

  @Override
  String driver() {
    return DeltaTables.EXTENSION;
  }
}
