package io.github.blueskyspark.jobs.flags;

/**
 * One flag of a command.
 *
 * @param name with its dashes, kebab-case
 * @param alias short form such as {@code -q}, empty for none
 * @param value what the value is called in help, empty for a switch
 * @param arity whether a value follows
 * @param help one or two sentences
 */
public record Flag(String name, String alias, String value, Arity arity, String help) {
  /** Whether a word belongs to the flag. */
  public enum Arity {
    /** Stands alone. */
    SWITCH,
    /** One word follows. */
    VALUE,
    /** {@code true} or {@code false} may follow; alone it means {@code true}. */
    TRUTH
  }

  /** A flag that stands alone. */
  public static Flag toggle(String name, String help) {
    return new Flag(name, "", "", Arity.SWITCH, help);
  }

  /**
   * A flag with a value; given several times, the values add up or the last one counts, as the
   * command says.
   */
  public static Flag value(String name, String value, String help) {
    return new Flag(name, "", value, Arity.VALUE, help);
  }

  /** The same flag with a short form. */
  public Flag or(String shortForm) {
    return new Flag(name, shortForm, value, arity, help);
  }

  boolean isCalled(String word) {
    return name.equals(word) || (!alias.isEmpty() && alias.equals(word));
  }

  String shown() {
    String names = alias.isEmpty() ? name : alias + ", " + name;
    return value.isEmpty() ? names : names + " " + value;
  }
}
