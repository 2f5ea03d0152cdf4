package io.github.blueskyspark.documents;

import static io.github.blueskyspark.spi.Doc.descriptor;
import static io.github.blueskyspark.spi.Doc.event;
import static io.github.blueskyspark.spi.Doc.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.spi.Doc;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Rows of datums that say {@code frame}. Indices within one resource are those that RunNormalizer
 * of bluesky-tiled-plugins 2.0.12 gives for the same documents.
 */
class LegacyRowsTest {
  /** Indices of seq_nums 1, 2, … for datums written as {@code resource/frame}. */
  private static List<String> places(String... datums) {
    List<String> documents = new ArrayList<>();
    documents.add(start("a"));
    documents.add(descriptor("d", "a", "primary", "'img': {'external': 'X:', 'shape': [4]}"));
    for (String resource : List.of("r", "s")) {
      documents.add(
          Doc.of(
              "resource",
              "{'uid': '" + resource + "', 'spec': 'XSP3', 'root': '/', 'resource_path': 'x'}"));
    }
    for (int i = 0; i < datums.length; i++) {
      int slash = datums[i].indexOf('/');
      documents.add(
          Doc.of(
              "datum",
              "{'resource': '"
                  + datums[i].substring(0, slash)
                  + "', 'datum_id': '"
                  + i
                  + "', 'datum_kwargs': {'frame': "
                  + datums[i].substring(slash + 1)
                  + "}}"));
      documents.add(event("d", i + 1, "'img': '" + i + "'"));
    }
    RunIndex run = Passes.of(documents.toArray(String[]::new)).run("a").orElseThrow();
    FrameMap frames = run.external("primary").get("img").frames();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < datums.length; i++) {
      FrameMap.Place place = frames.find(i + 1).orElseThrow();
      found.add(place.resource() + "/" + place.index());
      assertThat(run.datumRow(String.valueOf(i), i + 1).orElseThrow().index())
          .isEqualTo(place.index());
    }
    return found;
  }

  @Test
  void framesThatCountUpAreRows() {
    assertThat(places("r/0", "r/1", "r/2")).containsExactly("r/0", "r/1", "r/2");
  }

  @Test
  void framesThatStartAgainGoOnBehindTheLastOne() {
    assertThat(places("r/0", "r/1", "r/2", "r/0", "r/1", "r/0"))
        .containsExactly("r/0", "r/1", "r/2", "r/3", "r/4", "r/5");
  }

  @Test
  void framesOfAnotherResourceAreItsOwn() {
    assertThat(places("r/0", "r/1", "s/0", "s/1")).containsExactly("r/0", "r/1", "s/0", "s/1");
  }

  @Test
  void theSameFrameAgainStaysWhereItIs() {
    assertThat(places("r/0", "r/1", "r/1")).containsExactly("r/0", "r/1", "r/1");
  }
}
