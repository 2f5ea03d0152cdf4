package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.predicates.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.types.ObjectId;

/**
 * Constants of a query as the driver takes them; empty for those that a server may compare in
 * another way.
 *
 * @param <N> type of what stands for null
 */
final class DriverValue<N> implements Value.Visitor<Optional<Object>> {
  private final N nothing;

  DriverValue(N nothing) {
    this.nothing = nothing;
  }

  @Override
  public Optional<Object> visitNull(Value.Null value) {
    return Optional.of(nothing);
  }

  @Override
  public Optional<Object> visitBool(Value.Bool value) {
    return Optional.of(value.value());
  }

  @Override
  public Optional<Object> visitInt(Value.Int value) {
    return Optional.of(value.value());
  }

  @Override
  public Optional<Object> visitReal(Value.Real value) {
    return Double.isFinite(value.value()) ? Optional.of(value.value()) : Optional.empty();
  }

  @Override
  public Optional<Object> visitDecimal(Value.Decimal value) {
    return Optional.empty();
  }

  @Override
  public Optional<Object> visitText(Value.Text value) {
    return Optional.of(value.value());
  }

  @Override
  public Optional<Object> visitSequence(Value.Sequence value) {
    List<Object> elements = new ArrayList<>();
    for (Value element : value.values()) {
      Optional<Object> one = element.accept(this);
      if (one.isEmpty() || one.get().equals(nothing)) {
        return Optional.empty();
      }
      elements.add(one.get());
    }
    return Optional.of(elements);
  }

  @Override
  public Optional<Object> visitDocument(Value.Document value) {
    Document document = new Document();
    for (Value.Entry entry : value.entries()) {
      Optional<Object> one = entry.value().accept(this);
      boolean isPlain = !entry.name().startsWith("$") && !document.containsKey(entry.name());
      if (!isPlain || one.isEmpty() || one.get().equals(nothing)) {
        return Optional.empty();
      }
      document.put(entry.name(), one.get());
    }
    return Optional.of(document);
  }

  @Override
  public Optional<Object> visitDate(Value.Date value) {
    return Optional.of(new BsonDateTime(value.epochMillis()));
  }

  @Override
  public Optional<Object> visitObjectId(Value.ObjectId value) {
    return Optional.of(new ObjectId(value.hex()));
  }

  @Override
  public Optional<Object> visitBinary(Value.Binary value) {
    return Optional.empty();
  }
}
