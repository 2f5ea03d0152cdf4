package io.github.blueskyspark.predicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PredicateSerializationTest {
  private static final Field FIELD = Field.of(Target.START, "a.b");
  private static final List<Value> VALUES =
      List.of(
          new Value.Null(),
          new Value.Bool(true),
          new Value.Int(5),
          new Value.Real(Double.NaN),
          new Value.Decimal(new BigDecimal("18446744073709551617")),
          new Value.Text("x"),
          new Value.Sequence(List.of(new Value.Int(1))),
          new Value.Document(List.of(new Value.Entry("k", new Value.Null()))),
          new Value.Date(1),
          new Value.ObjectId("507f1f77bcf86cd799439011"),
          new Value.Binary("AA==", 4));
  private static final Predicate LEAF = new Predicate.Exists(FIELD);
  private static final List<Predicate> PREDICATES =
      List.of(
          new Predicate.And(List.of(LEAF, LEAF)),
          new Predicate.Or(List.of(LEAF)),
          new Predicate.Not(LEAF),
          new Predicate.Compare(FIELD, Comparison.GTE, new Value.Int(5)),
          new Predicate.In(FIELD, VALUES, List.of(new Regex("^x", "i"))),
          LEAF,
          new Predicate.Matches(FIELD, new Regex("^x", "i")),
          new Predicate.HasType(FIELD, List.of(BsonType.INT)),
          new Predicate.Mod(FIELD, 10, 3),
          new Predicate.Size(FIELD, 3),
          new Predicate.AnyDocument(FIELD, LEAF),
          new Predicate.AnyValue(FIELD, LEAF),
          new Predicate.Text(TextSearch.parse("a \"b c\" -d")));

  @Test
  void everyKindIsTried() {
    assertThat(classes(PREDICATES))
        .containsExactlyInAnyOrder(Predicate.class.getPermittedSubclasses());
    assertThat(classes(VALUES)).containsExactlyInAnyOrder(Value.class.getPermittedSubclasses());
  }

  private static Set<Class<?>> classes(List<?> samples) {
    return samples.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  @Test
  void everyPredicateComesBackEqual() throws IOException, ClassNotFoundException {
    for (Predicate predicate : PREDICATES) {
      assertThat(sent(predicate)).isEqualTo(predicate);
    }
  }

  @Test
  void keysAndRangesComeBackEqual() throws IOException, ClassNotFoundException {
    List<RunKey> keys = RunKey.parse("777,-1,uid:12345,abcdef");
    assertThat(keys.stream().map(RunKey::text)).containsExactly("777", "-1", "12345", "abcdef");
    for (RunKey key : keys) {
      assertThat(sent(key)).isEqualTo(key);
    }
    TimeRange range = TimeRange.parse("2024", "1718445600.5", ZoneOffset.UTC);
    assertThat(sent(range)).isEqualTo(range).hasToString("[1704067200, 1718445600.5)");
    assertThat(sent(TimeRange.always())).isEqualTo(TimeRange.always());
  }

  private static Object sent(Object sent) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }
}
