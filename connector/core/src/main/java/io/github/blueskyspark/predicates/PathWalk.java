package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.blueskyspark.predicates.PredicateEvaluator.Scope;
import java.util.List;

/**
 * Leads from a document to the values at a path, as MongoDB's matcher does: through fields, through
 * every document of an array, and through array positions. A field that is not there leads to one
 * missing value; a path that ends inside an array of scalars leads to none.
 */
final class PathWalk {
  /** What is asked of each value, missing ones included. */
  interface Question {
    boolean holds(JsonNode value, Scope scope);
  }

  /** What an array at the end of the path stands for. */
  enum Leaf {
    /** Its elements, then itself. */
    ELEMENTS_AND_ARRAY,
    /** Only itself. */
    ARRAY
  }

  private final String[] steps;
  private final int[] positions;
  private final Leaf leaf;
  private final Question question;

  PathWalk(List<String> steps, Leaf leaf, Question question) {
    this.steps = steps.toArray(new String[0]);
    this.positions = steps.stream().mapToInt(PathWalk::position).toArray();
    this.leaf = leaf;
    this.question = question;
  }

  /** The array position a step means; -1 for a plain name ({@code 007} is a name). */
  private static int position(String step) {
    return step.matches("0|[1-9]\\d{0,8}") ? Integer.parseInt(step) : -1;
  }

  /** Whether any value that the path leads to, starting in this one, passes. */
  boolean any(JsonNode root, Scope scope) {
    return from(root, 0, scope);
  }

  /** The same for an element of an array, which counts as a document even when it is an array. */
  boolean anyInElement(JsonNode element, Scope scope) {
    if (steps.length == 0) {
      return question.holds(element, scope);
    }
    if (!element.isArray()) {
      return from(element, 0, scope);
    }
    JsonNode first = positions[0] < 0 ? null : element.get(positions[0]);
    return from(first == null ? MissingNode.getInstance() : first, 1, scope);
  }

  private boolean from(JsonNode start, int firstStep, Scope scope) {
    scope.budget().visit();
    JsonNode node = start;
    int step = firstStep;
    while (step < steps.length && !node.isArray()) {
      JsonNode next = node.isObject() ? node.get(steps[step++]) : null;
      if (next == null) {
        return question.holds(MissingNode.getInstance(), scope);
      }
      node = next;
    }
    return node.isArray() ? fromArray(node, step, scope) : question.holds(node, scope);
  }

  private boolean fromArray(JsonNode array, int step, Scope scope) {
    if (step == steps.length) {
      return atArray(array, scope);
    }
    boolean last = step + 1 == steps.length;
    int position = positions[step];
    int i = 0;
    for (JsonNode element : array) {
      scope.budget().visit();
      if (element.isObject() && from(element, step, scope)) {
        return true;
      }
      if (i++ != position) {
        continue;
      }
      if (last
          ? question.holds(element, scope)
          : element.isArray()
              ? fromArray(element, step + 1, scope)
              : element.isObject() && from(element, step + 1, scope)) {
        return true;
      }
    }
    return false;
  }

  private boolean atArray(JsonNode array, Scope scope) {
    if (leaf == Leaf.ELEMENTS_AND_ARRAY) {
      for (JsonNode element : array) {
        scope.budget().visit();
        if (question.holds(element, scope)) {
          return true;
        }
      }
    }
    return question.holds(array, scope);
  }
}
