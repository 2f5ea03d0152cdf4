package io.github.blueskyspark.predicates;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.predicates.PathWalk.Leaf;
import io.github.blueskyspark.predicates.PathWalk.Question;
import io.github.blueskyspark.predicates.PredicateEvaluator.Scope;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the tree into closures once, so that a run costs no look at the tree. */
final class EvaluatorCompiler implements Predicate.Visitor<EvaluatorCompiler.Check> {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** A predicate made ready. */
  interface Check {
    boolean holds(Scope scope);
  }

  @Override
  public Check visitAnd(Predicate.And and) {
    List<Check> checks = and.parts().stream().map(part -> part.accept(this)).toList();
    return scope -> {
      for (Check check : checks) {
        if (!check.holds(scope)) {
          return false;
        }
      }
      return true;
    };
  }

  @Override
  public Check visitOr(Predicate.Or or) {
    List<Check> checks = or.parts().stream().map(part -> part.accept(this)).toList();
    return scope -> {
      for (Check check : checks) {
        if (check.holds(scope)) {
          return true;
        }
      }
      return false;
    };
  }

  @Override
  public Check visitNot(Predicate.Not not) {
    Check check = not.part().accept(this);
    return scope -> !check.holds(scope);
  }

  @Override
  public Check visitCompare(Predicate.Compare compare) {
    return leaf(compare.field(), compared(compare.comparison(), compare.value()));
  }

  private static Question compared(Comparison comparison, Value value) {
    if (value instanceof Value.Null) {
      boolean equalIsEnough = comparison.includesEqual();
      return (node, scope) -> equalIsEnough && (node.isMissingNode() || node.isNull());
    }
    return (node, scope) -> !node.isMissingNode() && ValueOrder.holds(comparison, node, value);
  }

  @Override
  public Check visitIn(Predicate.In in) {
    ListedValues listed = ListedValues.of(in.values());
    List<Question> others =
        listed.others().stream().map(value -> compared(Comparison.EQ, value)).toList();
    List<Question> expressions = in.expressions().stream().map(EvaluatorCompiler::found).toList();
    return leaf(
        in.field(),
        (node, scope) ->
            listed.contains(node)
                || anyHolds(others, node, scope)
                || anyHolds(expressions, node, scope));
  }

  private static boolean anyHolds(List<Question> questions, JsonNode node, Scope scope) {
    for (Question question : questions) {
      if (question.holds(node, scope)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Check visitExists(Predicate.Exists exists) {
    return leaf(exists.field(), (node, scope) -> !node.isMissingNode());
  }

  @Override
  public Check visitMatches(Predicate.Matches matches) {
    return leaf(matches.field(), found(matches.expression()));
  }

  private static Question found(Regex regex) {
    Pattern pattern = regex.compile(Location.option("query"));
    return (node, scope) -> {
      if (!node.isTextual()) {
        return false;
      }
      String text = node.textValue();
      try {
        return pattern.matcher(scope.budget().counted(text, regex)).find();
      } catch (StackOverflowError e) {
        throw regex.tooSlow(text, "more memory than a thread has").because(e);
      }
    };
  }

  @Override
  public Check visitHasType(Predicate.HasType hasType) {
    Set<BsonType> types = EnumSet.noneOf(BsonType.class);
    types.addAll(hasType.types());
    return leaf(
        hasType.field(),
        (node, scope) -> !node.isMissingNode() && types.contains(JsonValues.type(node)));
  }

  @Override
  public Check visitMod(Predicate.Mod mod) {
    return leaf(
        mod.field(),
        (node, scope) -> {
          if (node.isMissingNode() || JsonValues.type(node).bracket() != BsonType.Bracket.NUMBER) {
            return false;
          }
          Value number = JsonValues.scalar(node).orElseGet(Value.Null::new);
          return leaves(number, mod.divisor(), mod.remainder());
        });
  }

  /** Numbers that 64 bits cannot hold have no remainder, as in MongoDB. */
  private static boolean leaves(Value number, long divisor, long remainder) {
    if (number instanceof Value.Real real) {
      double value = real.value();
      return value >= -0x1p63 && value < 0x1p63 && (long) value % divisor == remainder;
    }
    if (number instanceof Value.Decimal decimal) {
      BigDecimal value = decimal.value();
      return value.compareTo(MIN_LONG) >= 0
          && value.compareTo(MAX_LONG) <= 0
          && value.longValue() % divisor == remainder;
    }
    return number instanceof Value.Int integer && integer.value() % divisor == remainder;
  }

  @Override
  public Check visitSize(Predicate.Size size) {
    return array(size.field(), (node, scope) -> node.isArray() && node.size() == size.length());
  }

  @Override
  public Check visitAnyDocument(Predicate.AnyDocument any) {
    Check each = any.each().accept(this);
    return array(
        any.field(),
        (node, scope) -> {
          if (!node.isArray()) {
            return false;
          }
          for (JsonNode element : node) {
            scope.budget().visit();
            if (element.isContainerNode() && each.holds(scope.inside(element))) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public Check visitAnyValue(Predicate.AnyValue any) {
    Check each = any.each().accept(this);
    return array(
        any.field(),
        (node, scope) -> {
          if (!node.isArray()) {
            return false;
          }
          for (JsonNode element : node) {
            scope.budget().visit();
            if (each.holds(scope.inside(element))) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public Check visitText(Predicate.Text text) {
    TextSearch search = text.search();
    return scope -> search.isIn(scope.root(Target.START), scope.budget());
  }

  private static Check leaf(Field field, Question question) {
    return check(field, new PathWalk(field.steps(), Leaf.ELEMENTS_AND_ARRAY, question));
  }

  private static Check array(Field field, Question question) {
    return check(field, new PathWalk(field.steps(), Leaf.ARRAY, question));
  }

  private static Check check(Field field, PathWalk walk) {
    Target target = field.target();
    return target == Target.ELEMENT
        ? scope -> walk.anyInElement(scope.root(target), scope)
        : scope -> walk.any(scope.root(target), scope);
  }
}
