package io.github.blueskyspark.spark.functions;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.predicates.MongoQuery;
import io.github.blueskyspark.predicates.PredicateEvaluator;
import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Keeps the last query compiled: in nearly all calls it is the same literal. Safe without locks:
 * what is kept never changes.
 */
final class QueryOnce implements Serializable {
  private static final long serialVersionUID = 1L;

  private record Compiled(UTF8String text, PredicateEvaluator evaluator) {}

  private transient volatile Compiled last;

  boolean matches(JsonNode document, UTF8String query) {
    Compiled compiled = last;
    if (compiled == null || !compiled.text().equals(query)) {
      compiled =
          new Compiled(
              query.copy(),
              new PredicateEvaluator(MongoQuery.parseForDocument(query.toString(), Matches.WHERE)));
      last = compiled;
    }
    return compiled.evaluator().matches(document);
  }
}
