package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPagesTest {
  private final EventPages pages = new EventPages();

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void pageIsItsEventsInOrder() throws IOException {
    List<ObjectNode> events =
        pages.singles(
            DocumentKind.EVENT_PAGE,
            json(
                "{'descriptor': 'd', 'uid': ['u', 'v'], 'seq_num': [1, 2], 'time': [1.5, 2.5],"
                    + "'data': {'x': [3, [4]]}, 'timestamps': {'x': [5, 6]}, 'filled': {}}"));
    assertThat(events)
        .containsExactly(
            json(
                "{'descriptor': 'd', 'uid': 'u', 'seq_num': 1, 'time': 1.5, 'data': {'x': 3},"
                    + "'timestamps': {'x': 5}, 'filled': {}}"),
            json(
                "{'descriptor': 'd', 'uid': 'v', 'seq_num': 2, 'time': 2.5, 'data': {'x': [4]},"
                    + "'timestamps': {'x': 6}, 'filled': {}}"));
  }

  @Test
  void emptyPageHoldsNoEvents() throws IOException {
    assertThat(
            pages.singles(
                DocumentKind.EVENT_PAGE,
                json("{'descriptor': 'd', 'seq_num': [], 'time': [], 'data': {'x': []}}")))
        .isEmpty();
  }

  @Test
  void bulkEventsGetTheirDescriptor() throws IOException {
    assertThat(
            pages.singles(
                DocumentKind.BULK_EVENTS,
                json("{'d': [{'seq_num': 1}, {'seq_num': 2}], 'e': [{'seq_num': 1}], 'f': []}")))
        .containsExactly(
            json("{'seq_num': 1, 'descriptor': 'd'}"),
            json("{'seq_num': 2, 'descriptor': 'd'}"),
            json("{'seq_num': 1, 'descriptor': 'e'}"));
  }

  @Test
  void datumsOfEveryKind() throws Exception {
    assertThat(
            pages.datums(
                DocumentKind.DATUM,
                json("{'datum_id': 'r/0', 'resource': 'r', 'datum_kwargs': {'i': 0}}")))
        .containsExactly(new EventPages.DatumRow("r/0", "r", json("{'i': 0}")));
    assertThat(
            pages.datums(
                DocumentKind.DATUM_PAGE,
                json("{'datum_id': ['a', 'b'], 'resource': 'r', 'datum_kwargs': {'i': [0, 1]}}")))
        .containsExactly(
            new EventPages.DatumRow("a", "r", json("{'i': 0}")),
            new EventPages.DatumRow("b", "r", json("{'i': 1}")));
    assertThat(
            pages.datums(
                DocumentKind.BULK_DATUM,
                json("{'datum_ids': ['a'], 'resource': 'r', 'datum_kwarg_list': [{'i': 7}]}")))
        .containsExactly(new EventPages.DatumRow("a", "r", json("{'i': 7}")));
    assertThat(
            pages.datums(
                DocumentKind.DATUM_PAGE,
                json("{'datum_id': [], 'resource': 'r', 'datum_kwargs': {}}")))
        .isEmpty();
  }
}
