package io.github.blueskyspark.archives.mongo;

/** JSON text that no BSON document can stand for. */
final class UnfitJson extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  UnfitJson(String rule, String message) {
    super(message);
    this.rule = rule;
  }

  /** Name of the rule in the quarantine. */
  String rule() {
    return rule;
  }
}
