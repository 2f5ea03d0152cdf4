package io.github.blueskyspark.predicates;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * What a run has to fulfil: the one tree behind MongoDB queries, SQL filters and Tiled's queries.
 *
 * <p>Immutable, thread safe and serializable. Every leaf follows MongoDB's rules for paths through
 * documents and arrays: it holds when any value its field leads to passes. There is no leaf for
 * {@code $ne}, {@code $nin}, {@code $nor}: they are negations, so a missing field passes them.
 */
public sealed interface Predicate extends Serializable {
  /** The exhaustive choice between the kinds. */
  <R> R accept(Visitor<R> visitor);

  /** True for every run. */
  static Predicate everything() {
    return new And(List.of());
  }

  /** All of the given, without a needless level. */
  static Predicate all(List<Predicate> parts) {
    return parts.size() == 1 ? parts.get(0) : new And(parts);
  }

  /** The documents of a run that have to be known to decide this; never {@link Target#ELEMENT}. */
  default Set<Target> targets() {
    return PredicateFields.targets(this);
  }

  /** The dotted keys this asks for, with their prefix ({@code stop.exit_status}), sorted. */
  default Set<String> keys() {
    return PredicateFields.keys(this);
  }

  /** True when all parts are; true for none. */
  record And(List<Predicate> parts) implements Predicate {
    /** Copies the parts. */
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnd(this);
    }
  }

  /** True when any part is; false for none. */
  record Or(List<Predicate> parts) implements Predicate {
    /** Copies the parts. */
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitOr(this);
    }
  }

  /** True when the part is false, so also when its field is missing. */
  record Not(Predicate part) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNot(this);
    }
  }

  /** {@code $eq $gt $gte $lt $lte}: a value of the same type bracket compares as said. */
  record Compare(Field field, Comparison comparison, Value value) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCompare(this);
    }
  }

  /** {@code $in}: equal to a listed value, or a string that a listed expression finds. */
  record In(Field field, List<Value> values, List<Regex> expressions) implements Predicate {
    /** Copies the lists. */
    public In {
      values = List.copyOf(values);
      expressions = List.copyOf(expressions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIn(this);
    }
  }

  /** {@code $exists}: there, even when null. */
  record Exists(Field field) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitExists(this);
    }
  }

  /** {@code $regex}: a string that the expression finds anywhere in. */
  record Matches(Field field, Regex expression) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMatches(this);
    }
  }

  /** {@code $type}: a value of one of these types. */
  record HasType(Field field, List<BsonType> types) implements Predicate {
    /** Copies the types. */
    public HasType {
      types = List.copyOf(types);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitHasType(this);
    }
  }

  /**
   * {@code $mod}: a number that, cut to an integer, leaves this remainder (with the sign of the
   * number, as in Java).
   */
  record Mod(Field field, long divisor, long remainder) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitMod(this);
    }
  }

  /** {@code $size}: an array of just this length. */
  record Size(Field field, long length) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSize(this);
    }
  }

  /**
   * {@code $elemMatch} with fields: an array with a document that fulfils {@code each}, whose
   * fields have the target {@link Target#ELEMENT}.
   */
  record AnyDocument(Field field, Predicate each) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnyDocument(this);
    }
  }

  /**
   * {@code $elemMatch} with operators: an array with an element that fulfils {@code each}, whose
   * fields are the element itself.
   */
  record AnyValue(Field field, Predicate each) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAnyValue(this);
    }
  }

  /** {@code $text}: the start document has these words in its texts. */
  record Text(TextSearch search) implements Predicate {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitText(this);
    }
  }

  /** One method a kind. */
  interface Visitor<R> {
    /** For {@link And}. */
    R visitAnd(And and);

    /** For {@link Or}. */
    R visitOr(Or or);

    /** For {@link Not}. */
    R visitNot(Not not);

    /** For {@link Compare}. */
    R visitCompare(Compare compare);

    /** For {@link In}. */
    R visitIn(In in);

    /** For {@link Exists}. */
    R visitExists(Exists exists);

    /** For {@link Matches}. */
    R visitMatches(Matches matches);

    /** For {@link HasType}. */
    R visitHasType(HasType hasType);

    /** For {@link Mod}. */
    R visitMod(Mod mod);

    /** For {@link Size}. */
    R visitSize(Size size);

    /** For {@link AnyDocument}. */
    R visitAnyDocument(AnyDocument any);

    /** For {@link AnyValue}. */
    R visitAnyValue(AnyValue any);

    /** For {@link Text}. */
    R visitText(Text text);
  }
}
