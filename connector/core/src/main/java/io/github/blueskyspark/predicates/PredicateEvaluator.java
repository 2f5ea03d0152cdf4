package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.blueskyspark.errors.OptionException;

/**
 * Decides a predicate over the documents of a run. Immutable and thread safe; make one a task,
 * since regular expressions are compiled on creation.
 */
public final class PredicateEvaluator {
  private final EvaluatorCompiler.Check check;

  /**
   * @throws OptionException when a regular expression of the predicate cannot be compiled
   */
  public PredicateEvaluator(Predicate predicate) {
    this.check = predicate.accept(new EvaluatorCompiler());
  }

  /**
   * Whether the run fulfils the predicate.
   *
   * @throws OptionException when it takes too many steps to decide (a regular expression that
   *     backtracks without end)
   */
  public boolean matches(RunFacts run) {
    return check.holds(new Scope(run, MissingNode.getInstance(), new Budget()));
  }

  /** The same for a single document in the place of the start document. */
  public boolean matches(JsonNode document) {
    return matches(RunFacts.ofStart(document));
  }

  /** What one evaluation looks at. Holds the descriptors once they were asked for. */
  static final class Scope {
    private final RunFacts run;
    private final JsonNode element;
    private final Budget budget;
    private JsonNode descriptors;

    Scope(RunFacts run, JsonNode element, Budget budget) {
      this.run = run;
      this.element = element;
      this.budget = budget;
    }

    Scope inside(JsonNode arrayElement) {
      return new Scope(run, arrayElement, budget);
    }

    Budget budget() {
      return budget;
    }

    JsonNode root(Target target) {
      return switch (target) {
        case START -> run.start().orElseGet(MissingNode::getInstance);
        case STOP -> run.stop().orElseGet(MissingNode::getInstance);
        case DESCRIPTORS -> descriptors();
        case ELEMENT -> element;
      };
    }

    private JsonNode descriptors() {
      if (descriptors == null) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        run.descriptors().forEach(all::add);
        descriptors = all;
      }
      return descriptors;
    }
  }
}
