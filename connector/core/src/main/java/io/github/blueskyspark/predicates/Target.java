package io.github.blueskyspark.predicates;

/**
 * Which document of a run a {@link Field} looks into. A planner learns from it whether a file's
 * head (start), tail (stop) or its descriptors are needed.
 */
public enum Target {
  /** The run's start document. */
  START,
  /** The run's stop document; absent in a run that was cut off. */
  STOP,
  /** The array of the run's event descriptors, in the order they came. */
  DESCRIPTORS,
  /** The array element that the surrounding {@code $elemMatch} looks at; nothing of the run. */
  ELEMENT
}
