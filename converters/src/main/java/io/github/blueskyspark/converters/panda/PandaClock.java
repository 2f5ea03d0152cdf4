package io.github.blueskyspark.converters.panda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType.Kind;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The time of a row: {@code start_time} + {@code hw_time_offset_ns} + the first of {@code
 * PCAP.TS_TRIG}, {@code PCAP.TS_START} and {@code PCAP.TS_END}, which count seconds since the
 * start.
 *
 * @param startNanos start with the offset of the hardware, nanoseconds since the epoch
 * @param hasStart whether the file says when it started; there are no times otherwise
 * @param stamp name of the column with the seconds, empty for none
 */
record PandaClock(long startNanos, boolean hasStart, String stamp) implements Serializable {
  private static final List<String> STAMPS =
      List.of("PCAP.TS_TRIG.Value", "PCAP.TS_START.Value", "PCAP.TS_END.Value");
  private static final long NANOS = 1_000_000_000L;
  private static final double MOST_NANOS = 4e18;

  /** No time. */
  static final long UNTOLD = Long.MIN_VALUE;

  /**
   * Reads the attributes of the file. Raw ticks, which are integers, are no seconds: such a file
   * has no times.
   */
  static PandaClock of(ObjectNode attributes, List<PandaColumn> columns, List<String> notes) {
    Optional<Long> start = start(attributes.path("start_time"), notes);
    long offset = attributes.path("hw_time_offset_ns").asLong(0);
    Optional<PandaColumn> stamp =
        STAMPS.stream()
            .flatMap(name -> columns.stream().filter(c -> c.name().equals(name)))
            .findFirst();
    boolean seconds = stamp.isPresent() && stamp.get().dtype().kind() == Kind.FLOAT;
    if (stamp.isPresent() && !seconds) {
      notes.add("'" + stamp.get().name() + "' holds ticks and not seconds: no times");
    }
    return new PandaClock(
        start.map(s -> s + offset).orElse(0L),
        start.isPresent(),
        seconds ? stamp.get().name() : "");
  }

  private static Optional<Long> start(JsonNode attribute, List<String> notes) {
    String text = attribute.asText("").strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      boolean zoned = text.matches(".*([Zz]|[+-]\\d\\d:?\\d\\d)$");
      Instant start =
          zoned
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC);
      return Optional.of(
          Math.addExact(Math.multiplyExact(start.getEpochSecond(), NANOS), start.getNano()));
    } catch (DateTimeException | ArithmeticException e) {
      notes.add("attribute start_time is '" + text + "', which is no time: no times");
      return Optional.empty();
    }
  }

  /** Whether rows have a time. */
  boolean tells() {
    return hasStart && !stamp.isEmpty();
  }

  /**
   * The time of a row with that many seconds, in microseconds since the epoch, rounded to the
   * nearest; {@link #UNTOLD} for NaN and beyond the calendar.
   */
  long microsAt(double seconds) {
    double nanos = Math.rint(seconds * NANOS);
    return Math.abs(nanos) < MOST_NANOS
        ? Math.floorDiv(Math.addExact(startNanos, (long) nanos) + 500, 1000L)
        : UNTOLD;
  }

  /** The month its rows belong to, {@code yyyy-MM}; {@code 0000-00} when unknown. */
  String month() {
    if (!hasStart) {
      return "0000-00";
    }
    Instant start = Instant.ofEpochSecond(Math.floorDiv(startNanos, NANOS));
    int year = start.atOffset(ZoneOffset.UTC).getYear();
    return year < 1 || year > 9999
        ? "0000-00"
        : String.format("%04d-%02d", year, start.atOffset(ZoneOffset.UTC).getMonthValue());
  }
}
