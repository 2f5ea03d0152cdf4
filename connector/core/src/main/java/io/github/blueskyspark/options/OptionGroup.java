package io.github.blueskyspark.options;

/** Chapters of the options page, in order. */
public enum OptionGroup {
  SOURCE("Where the data is"),
  SELECTION("Which runs"),
  FILES("Which files"),
  BAD_INPUT("Bad input"),
  EXTERNAL("External arrays"),
  SERVERS("Servers"),
  STREAMING("Structured Streaming"),
  INDEX("Run index");

  private final String title;

  OptionGroup(String title) {
    this.title = title;
  }

  /** Heading of the chapter. */
  public String title() {
    return title;
  }
}
