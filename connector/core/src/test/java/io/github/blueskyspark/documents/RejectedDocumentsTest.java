package io.github.blueskyspark.documents;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static io.github.blueskyspark.spi.Doc.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.spi.Doc;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RejectedDocumentsTest {
  static String streamDatum(long seqStart, long seqStop, long start, long stop) {
    return Doc.of(
        "stream_datum",
        "{'uid': 'r/0', 'stream_resource': 'r', 'descriptor': 'd', 'seq_nums': {'start': "
            + seqStart
            + ", 'stop': "
            + seqStop
            + "}, 'indices': {'start': "
            + start
            + ", 'stop': "
            + stop
            + "}}");
  }

  /** A document that breaks a rule between good ones; the rule, then a piece of the reason. */
  private static final String[][] BROKEN = {
    {Doc.of("image", "{'uid': 'i'}"), "unknown-document", "'image'"},
    {Doc.of("", "{}"), "unknown-document", "''"},
    {Doc.of("descriptor", "{'run_start': 'a'}"), "missing-field", "'uid' is missing"},
    {Doc.of("descriptor", "{'uid': 'e'}"), "missing-field", "'run_start' is missing"},
    {Doc.of("stop", "{'run_start': 5}"), "missing-field", "'run_start' is 5"},
    {Doc.of("start", "{'uid': '', 'time': 1}"), "missing-field", "'uid' is \"\""},
    {Doc.of("start", "{'uid': 'b', 'time': NaN}"), "start-time", "NaN"},
    {Doc.of("start", "{'uid': 'b', 'time': Infinity}"), "start-time", "Infinity"},
    {Doc.of("start", "{'uid': 'b'}"), "start-time", "missing"},
    {Doc.of("start", "{'uid': 'b', 'time': 'now'}"), "start-time", "now"},
    {Doc.of("start", "{'uid': 'b', 'time': 1e400}"), "number-range", "1e400"},
    {Doc.of("start", "{'uid': 'a', 'time': 2}"), "second-start", "other content"},
    {Doc.of("stop", "{'uid': 's2', 'run_start': 'a', 'time': 3}"), "second-stop", "other content"},
    {Doc.of("event", "{'uid': 'e', 'time': 1, 'seq_num': 1}"), "missing-field", "descriptor"},
    {event("nowhere", 1), "unknown-descriptor", "'nowhere'"},
    {event("d", 0), "seq-num", "is 0, it counts from 1"},
    {event("d", -1), "seq-num", "is -1"},
    {Doc.of("event", "{'descriptor': 'd', 'data': {}}"), "seq-num", "missing"},
    {Doc.of("event", "{'descriptor': 'd', 'seq_num': 1.5}"), "seq-num", "1.5"},
    {Doc.of("event", "{'descriptor': 'd', 'seq_num': '1'}"), "seq-num", "not a whole number"},
    {Doc.of("event", "{'descriptor': 'd', 'seq_num': [1]}"), "seq-num", "no number"},
    {Doc.of("event", "{'descriptor': 'd', 'seq_num': null}"), "seq-num", "null"},
    {
      Doc.of("event", "{'descriptor': 'd', 'seq_num': 9223372036854775808}"),
      "seq-num",
      "9223372036854775808"
    },
    {event("d", 1, "'x': 1e400"), "number-range", "1e400"},
    {event("d", 1, "'x': [1.0, [-2.5e+999]]"), "number-range", "-2.5e+999"},
    {
      Doc.of("event_page", "{'descriptor': 'd', 'seq_num': 1, 'data': {}}"),
      "seq-num",
      "not an array"
    },
    {
      Doc.of("event_page", "{'descriptor': 'd', 'seq_num': [1, 2], 'time': [1]}"),
      "page-lengths",
      "'time' has 1 values for 2 events"
    },
    {
      Doc.of("event_page", "{'descriptor': 'd', 'seq_num': [1, 2], 'data': {'x': [1]}}"),
      "page-lengths",
      "'data.x' has 1 values for 2 events"
    },
    {
      Doc.of("event_page", "{'descriptor': 'd', 'seq_num': [1, 0], 'data': {'x': [1, 2]}}"),
      "seq-num",
      "0"
    },
    {
      Doc.of("event_page", "{'descriptor': 'd', 'seq_num': [1], 'data': {'x': [1e999]}}"),
      "number-range",
      "1e999"
    },
    {Doc.of("bulk_events", "{'d': [{'uid': 'e'}]}"), "seq-num", "has no 'seq_num'"},
    {Doc.of("bulk_events", "{'d': [], 'f': []}"), "unknown-descriptor", "'f'"},
    {Doc.of("stream_resource", "{'uid': 'r', 'uri': 'file:///x'}"), "missing-field", "data_key"},
    {
      Doc.of("stream_datum", "{'uid': 'r/0', 'stream_resource': 'r', 'descriptor': 'd'}"),
      "stream-datum-range",
      "'seq_nums.start' is missing"
    },
    {streamDatum(1, 2, -1, 0), "negative-range", "[-1, 0)"},
    {streamDatum(3, 2, 0, 0), "negative-range", "[3, 2)"},
    {streamDatum(1, Long.MAX_VALUE, 0, 1), "overflow", "9223372036854775807"},
    {Doc.of("datum", "{'resource': 'r', 'datum_kwargs': {}}"), "missing-field", "datum_id"},
    {Doc.of("datum_page", "{'resource': 'r', 'datum_kwargs': {}}"), "missing-field", "datum_id"},
    {
      Doc.of("datum_page", "{'resource': 'r', 'datum_id': ['1'], 'datum_kwargs': {'i': []}}"),
      "page-lengths",
      "'datum_kwargs.i' has 0 values for 1 datums"
    },
    {
      Doc.of("bulk_datum", "{'resource': 'r', 'datum_ids': ['1'], 'datum_kwarg_list': []}"),
      "page-lengths",
      "0 values for 1 datums"
    },
    {Doc.of("event", "[1]"), "not-json", "no object"},
    {Doc.of("start", "5"), "not-json", "no object"},
    {Doc.of("event", "{'descriptor': 'd', 'seq_num': 1, 'data': {'x': }}"), "not-json", ""},
    {Doc.of("descriptor", "{'uid': 'e'} {}"), "not-json", "something follows"},
  };

  @TestFactory
  Stream<DynamicTest> aBrokenDocumentIsRejectedByItsRuleAlone() {
    return Stream.of(BROKEN)
        .map(
            broken ->
                DynamicTest.dynamicTest(
                    broken[0],
                    () -> {
                      GroupIndex index =
                          Passes.of(
                              start("a"),
                              descriptor("d", "a"),
                              stop("a"),
                              broken[0],
                              event("d", 1));
                      assertThat(Passes.fates(index, 0, 5))
                          .containsExactly("a", "a", "a", "!" + broken[1], "a");
                      assertThat(index.fault(0, 3).orElseThrow().reason()).contains(broken[2]);
                      assertThat(index.run("a").orElseThrow().census("primary").events())
                          .isEqualTo(1);
                      assertThat(index.runs()).hasSize(1);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> failFastNamesTheBrokenDocument() {
    return Stream.of(BROKEN)
        .map(
            broken ->
                DynamicTest.dynamicTest(
                    broken[0],
                    () ->
                        assertThatThrownBy(
                                () ->
                                    Passes.strict(
                                        start("a"), descriptor("d", "a"), stop("a"), broken[0]))
                            .isInstanceOf(ArchiveException.class)
                            .hasMessageContaining("mem:/0:byte 300: Cannot read ")
                            .hasMessageContaining(broken[2])
                            .hasMessageContaining("mode=PERMISSIVE")));
  }
}
