package io.github.blueskyspark.documents;

/**
 * A document that breaks a rule; caught where documents are accepted, and turned into a {@link
 * Fault}.
 */
final class MalformedDocument extends Exception {
  private static final long serialVersionUID = 1L;

  private final String rule;
  private final String waitsFor;

  MalformedDocument(String rule, String reason) {
    this(rule, reason, "");
  }

  private MalformedDocument(String rule, String reason, String waitsFor) {
    super(reason, null, false, false);
    this.rule = rule;
    this.waitsFor = waitsFor;
  }

  /** A document whose run is known only once the descriptor or resource of that uid has come. */
  static MalformedDocument waiting(String rule, String reason, String uid) {
    return new MalformedDocument(rule, reason, uid);
  }

  /** uid of what may still come; empty when the document is bad whatever comes. */
  String waitsFor() {
    return waitsFor;
  }

  Fault fault() {
    return Fault.of(rule, getMessage());
  }
}
