package io.github.blueskyspark.predicates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Collects the fields a predicate asks for; inside {@code $elemMatch} they continue its field. */
final class PredicateFields implements Predicate.Visitor<Void> {
  private final List<Field> found = new ArrayList<>();

  private PredicateFields() {}

  static Set<Target> targets(Predicate predicate) {
    Set<Target> targets = EnumSet.noneOf(Target.class);
    of(predicate).forEach(field -> targets.add(field.target()));
    targets.remove(Target.ELEMENT);
    return Collections.unmodifiableSet(targets);
  }

  static Set<String> keys(Predicate predicate) {
    Set<String> keys = new TreeSet<>();
    of(predicate).forEach(field -> keys.add(field.text()));
    return Collections.unmodifiableSet(keys);
  }

  static List<Field> of(Predicate predicate) {
    PredicateFields fields = new PredicateFields();
    predicate.accept(fields);
    return fields.found;
  }

  private Void add(Field field) {
    found.add(field);
    return null;
  }

  private Void addBelow(Field outer, Predicate each) {
    List<Field> inner = of(each);
    if (inner.isEmpty()) {
      found.add(outer);
    }
    for (Field field : inner) {
      List<String> steps = new ArrayList<>(outer.steps());
      steps.addAll(field.steps());
      found.add(new Field(outer.target(), steps));
    }
    return null;
  }

  @Override
  public Void visitAnd(Predicate.And and) {
    and.parts().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Void visitOr(Predicate.Or or) {
    or.parts().forEach(part -> part.accept(this));
    return null;
  }

  @Override
  public Void visitNot(Predicate.Not not) {
    return not.part().accept(this);
  }

  @Override
  public Void visitCompare(Predicate.Compare compare) {
    return add(compare.field());
  }

  @Override
  public Void visitIn(Predicate.In in) {
    return add(in.field());
  }

  @Override
  public Void visitExists(Predicate.Exists exists) {
    return add(exists.field());
  }

  @Override
  public Void visitMatches(Predicate.Matches matches) {
    return add(matches.field());
  }

  @Override
  public Void visitHasType(Predicate.HasType hasType) {
    return add(hasType.field());
  }

  @Override
  public Void visitMod(Predicate.Mod mod) {
    return add(mod.field());
  }

  @Override
  public Void visitSize(Predicate.Size size) {
    return add(size.field());
  }

  @Override
  public Void visitAnyDocument(Predicate.AnyDocument any) {
    return addBelow(any.field(), any.each());
  }

  @Override
  public Void visitAnyValue(Predicate.AnyValue any) {
    return addBelow(any.field(), any.each());
  }

  @Override
  public Void visitText(Predicate.Text text) {
    return null;
  }
}
