package io.github.blueskyspark.archives.msgpack;

/** A value that is well-formed MessagePack and still cannot be read. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  BadValueException(String rule, String message) {
    super(message);
    this.rule = rule;
  }

  /** Name of the rule in the quarantine. */
  String rule() {
    return rule;
  }
}
