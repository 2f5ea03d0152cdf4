package io.github.blueskyspark.documents;

/**
 * A document that breaks a rule; caught where documents are accepted, and turned into a {@link
 * Fault}.
 */
final class MalformedDocument extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;

  MalformedDocument(String rule, String reason) {
    super(reason, null, false, false);
    this.rule = rule;
  }

  Fault fault() {
    return Fault.of(rule, getMessage());
  }
}
