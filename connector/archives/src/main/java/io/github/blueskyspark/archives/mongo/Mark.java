package io.github.blueskyspark.archives.mongo;

/** The fields of stored documents that say what they are and whose they are. */
enum Mark {
  ID("_id"),
  UID("uid"),
  TIME("time"),
  RUN_START("run_start"),
  DESCRIPTOR("descriptor"),
  RESOURCE("resource"),
  STREAM_RESOURCE("stream_resource"),
  DATUM_ID("datum_id"),
  FIRST_INDEX("first_index"),
  LAST_INDEX("last_index"),
  START("start"),
  DESCRIPTORS("descriptors"),
  RESOURCES("resources"),
  STREAM_RESOURCES("stream_resources"),
  STOP("stop");

  private final String field;

  Mark(String field) {
    this.field = field;
  }

  String field() {
    return field;
  }
}
