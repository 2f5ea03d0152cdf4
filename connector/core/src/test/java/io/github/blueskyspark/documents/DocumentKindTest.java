package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DocumentKindTest {
  /** {@code [n.name for n in event_model.DocumentNames]}. */
  private static final List<String> NAMES =
      List.of(
          "start",
          "descriptor",
          "event",
          "event_page",
          "bulk_events",
          "stream_resource",
          "stream_datum",
          "resource",
          "datum",
          "datum_page",
          "bulk_datum",
          "stop");

  @Test
  void everyNameOfEventModelIsKnown() {
    assertThat(NAMES).allSatisfy(n -> assertThat(DocumentKind.of(n)).isPresent());
    assertThat(NAMES)
        .extracting(n -> DocumentKind.of(n).map(DocumentKind::label).orElse(""))
        .isEqualTo(NAMES);
    assertThat(DocumentKind.values()).hasSameSizeAs(NAMES);
  }

  @Test
  void namesAreExact() {
    for (String name : List.of("", "START", "Event", "event ", "eventpage", "events")) {
      assertThat(DocumentKind.of(name)).as(name).isEqualTo(Optional.empty());
    }
  }

  @Test
  void eventsComeAloneInPagesAndInBulk() {
    assertThat(DocumentKind.values())
        .filteredOn(DocumentKind::holdsEvents)
        .containsExactly(DocumentKind.EVENT, DocumentKind.EVENT_PAGE, DocumentKind.BULK_EVENTS);
  }
}
