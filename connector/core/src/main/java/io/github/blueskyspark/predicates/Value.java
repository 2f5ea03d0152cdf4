package io.github.blueskyspark.predicates;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/** A constant of a query: plain, immutable and serializable. */
public sealed interface Value extends Serializable {
  /** The exhaustive choice between the kinds. */
  <R> R accept(Visitor<R> visitor);

  /** The type {@code $type} would name. */
  BsonType type();

  /** JSON null; as an operand it also stands for a missing field. */
  record Null() implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNull(this);
    }

    @Override
    public BsonType type() {
      return BsonType.NULL;
    }
  }

  /** A boolean; never equal to a number. */
  record Bool(boolean value) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBool(this);
    }

    @Override
    public BsonType type() {
      return BsonType.BOOL;
    }
  }

  /** An integer of 64 bits. */
  record Int(long value) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInt(this);
    }

    @Override
    public BsonType type() {
      return value == (int) value ? BsonType.INT : BsonType.LONG;
    }
  }

  /** A double, also NaN and the infinities. */
  record Real(double value) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitReal(this);
    }

    @Override
    public BsonType type() {
      return BsonType.DOUBLE;
    }
  }

  /** A decimal, or an integer beyond 64 bits. */
  record Decimal(BigDecimal value) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDecimal(this);
    }

    @Override
    public BsonType type() {
      return BsonType.DECIMAL;
    }
  }

  /** A string. */
  record Text(String value) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitText(this);
    }

    @Override
    public BsonType type() {
      return BsonType.STRING;
    }
  }

  /** An array. */
  record Sequence(List<Value> values) implements Value {
    /** Copies the values. */
    public Sequence {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSequence(this);
    }

    @Override
    public BsonType type() {
      return BsonType.ARRAY;
    }
  }

  /** A document; the order of its entries counts, as in MongoDB. */
  record Document(List<Entry> entries) implements Value {
    /** Copies the entries. */
    public Document {
      entries = List.copyOf(entries);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDocument(this);
    }

    @Override
    public BsonType type() {
      return BsonType.OBJECT;
    }
  }

  /** One field of a {@link Document}. */
  record Entry(String name, Value value) implements Serializable {}

  /** An instant as BSON dates have it: milliseconds since the epoch, UTC. */
  record Date(long epochMillis) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitDate(this);
    }

    @Override
    public BsonType type() {
      return BsonType.DATE;
    }
  }

  /** A BSON object id as 24 lower-case hexadecimal digits. */
  record ObjectId(String hex) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitObjectId(this);
    }

    @Override
    public BsonType type() {
      return BsonType.OBJECT_ID;
    }
  }

  /**
   * Bytes.
   *
   * @param base64 the bytes in plain base64
   * @param subtype BSON's subtype, 0 to 255; 4 is a UUID
   */
  record Binary(String base64, int subtype) implements Value {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinary(this);
    }

    @Override
    public BsonType type() {
      return BsonType.BINARY;
    }
  }

  /** One method a kind. */
  interface Visitor<R> {
    /** For {@link Null}. */
    R visitNull(Null value);

    /** For {@link Bool}. */
    R visitBool(Bool value);

    /** For {@link Int}. */
    R visitInt(Int value);

    /** For {@link Real}. */
    R visitReal(Real value);

    /** For {@link Decimal}. */
    R visitDecimal(Decimal value);

    /** For {@link Text}. */
    R visitText(Text value);

    /** For {@link Sequence}. */
    R visitSequence(Sequence value);

    /** For {@link Document}. */
    R visitDocument(Document value);

    /** For {@link Date}. */
    R visitDate(Date value);

    /** For {@link ObjectId}. */
    R visitObjectId(ObjectId value);

    /** For {@link Binary}. */
    R visitBinary(Binary value);
  }
}
