package io.github.blueskyspark.predicates;

import java.io.Serializable;

/** Stand-in until the real one lands. */
public interface Predicate extends Serializable {}
