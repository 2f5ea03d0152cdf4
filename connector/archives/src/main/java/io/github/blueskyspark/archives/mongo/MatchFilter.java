package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.predicates.Comparison;
import io.github.blueskyspark.predicates.Field;
import io.github.blueskyspark.predicates.Predicate;
import io.github.blueskyspark.predicates.Target;
import io.github.blueskyspark.predicates.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Conditions on runs as the server's own filter, as far as it means the same or lets more runs
 * through. A part that the server may see otherwise is left out: {@code _id} and uids that old
 * databases do not have, regular expressions beyond the plain ones, types.
 */
final class MatchFilter implements Predicate.Visitor<MatchFilter.Part> {
  /** Characters that every regular expression engine takes the same way. */
  private static final Pattern PLAIN = Pattern.compile("[\\w .:/^$*+?|-]*", Pattern.UNICODE_CASE);

  private static final Part UNKNOWN = new Part(Optional.empty(), false);
  private static final Pattern HEX_ID = Pattern.compile("[0-9a-fA-F]{24}");

  /**
   * A part of the filter.
   *
   * @param filter empty when every run passes
   * @param isExact whether it lets no more runs through than wanted
   */
  record Part(Optional<Bson> filter, boolean isExact) {
    static Part exact(Bson filter) {
      return new Part(Optional.of(filter), true);
    }
  }

  private final Server.Layout layout;

  MatchFilter(Server.Layout layout) {
    this.layout = layout;
  }

  /** The filter for what all conditions say. */
  Optional<Bson> of(List<Predicate> conditions) {
    return Predicate.all(conditions).accept(this).filter();
  }

  @Override
  public Part visitAnd(Predicate.And and) {
    List<Bson> filters = new ArrayList<>();
    boolean isExact = true;
    for (Predicate part : and.parts()) {
      Part found = part.accept(this);
      found.filter().ifPresent(filters::add);
      isExact &= found.isExact();
    }
    if (filters.isEmpty()) {
      return new Part(Optional.empty(), isExact);
    }
    return new Part(Optional.of(new Document("$and", filters)), isExact);
  }

  @Override
  public Part visitOr(Predicate.Or or) {
    List<Bson> filters = new ArrayList<>();
    boolean isExact = true;
    for (Predicate part : or.parts()) {
      Part found = part.accept(this);
      if (found.filter().isEmpty()) {
        return UNKNOWN;
      }
      filters.add(found.filter().get());
      isExact &= found.isExact();
    }
    return filters.isEmpty()
        ? UNKNOWN
        : new Part(Optional.of(new Document("$or", filters)), isExact);
  }

  @Override
  public Part visitNot(Predicate.Not not) {
    Part inner = not.part().accept(this);
    return inner.isExact() && inner.filter().isPresent()
        ? Part.exact(new Document("$nor", List.of(inner.filter().get())))
        : UNKNOWN;
  }

  @Override
  public Part visitCompare(Predicate.Compare compare) {
    Optional<Object> value = value(compare.value());
    boolean isEqual = compare.comparison() == Comparison.EQ;
    if (value.isEmpty() || (!isEqual && !isOrdered(compare.value()))) {
      return UNKNOWN;
    }
    return isUid(compare.field()) && !(isEqual && isUidText(compare.value()))
        ? UNKNOWN
        : at(compare.field(), new Document(compare.comparison().operator(), value.get()));
  }

  @Override
  public Part visitIn(Predicate.In in) {
    List<Object> values = new ArrayList<>();
    for (Value listed : in.values()) {
      Optional<Object> value = value(listed);
      if (value.isEmpty() || (isUid(in.field()) && !isUidText(listed))) {
        return UNKNOWN;
      }
      values.add(value.get() == Null.NULL ? null : value.get());
    }
    return in.expressions().isEmpty() ? at(in.field(), new Document("$in", values)) : UNKNOWN;
  }

  @Override
  public Part visitExists(Predicate.Exists exists) {
    return isUid(exists.field()) ? UNKNOWN : at(exists.field(), new Document("$exists", true));
  }

  @Override
  public Part visitMatches(Predicate.Matches matches) {
    boolean isPlain =
        matches.expression().options().isEmpty()
            && PLAIN.matcher(matches.expression().pattern()).matches();
    return isPlain && !isUid(matches.field())
        ? at(matches.field(), new Document("$regex", matches.expression().pattern()))
        : UNKNOWN;
  }

  @Override
  public Part visitHasType(Predicate.HasType hasType) {
    return UNKNOWN;
  }

  @Override
  public Part visitMod(Predicate.Mod mod) {
    return UNKNOWN;
  }

  @Override
  public Part visitSize(Predicate.Size size) {
    return size.length() == (int) size.length()
        ? at(size.field(), new Document("$size", (int) size.length()))
        : UNKNOWN;
  }

  @Override
  public Part visitAnyDocument(Predicate.AnyDocument any) {
    return UNKNOWN;
  }

  @Override
  public Part visitAnyValue(Predicate.AnyValue any) {
    return UNKNOWN;
  }

  /** The server needs an index for words, and cuts them to their stems. */
  @Override
  public Part visitText(Predicate.Text text) {
    return UNKNOWN;
  }

  private Part at(Field field, Document test) {
    boolean isPlain =
        field.target() == Target.START
            && !field.steps().isEmpty()
            && !field.steps().get(0).equals("_id")
            && field.steps().stream()
                .noneMatch(s -> s.isEmpty() || s.startsWith("$") || s.indexOf('.') >= 0);
    Document shown = new Document();
    test.forEach((operator, value) -> shown.put(operator, value == Null.NULL ? null : value));
    return isPlain
        ? Part.exact(new Document(layout.start(String.join(".", field.steps())), shown))
        : UNKNOWN;
  }

  private static boolean isUid(Field field) {
    return !field.steps().isEmpty() && field.steps().get(0).equals("uid");
  }

  private static boolean isUidText(Value value) {
    return value instanceof Value.Text text && !HEX_ID.matcher(text.value()).matches();
  }

  /** Whether more and less mean the same everywhere. */
  private static boolean isOrdered(Value value) {
    return value instanceof Value.Int
        || value instanceof Value.Real
        || value instanceof Value.Text
        || value instanceof Value.Date;
  }

  /** Stands for null where a value must be there. */
  private enum Null {
    NULL
  }

  /** The value as the driver takes it; empty for one that the server may compare otherwise. */
  private static Optional<Object> value(Value value) {
    return value.accept(new DriverValue<>(Null.NULL));
  }
}
