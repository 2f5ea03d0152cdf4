package io.github.blueskyspark.converters.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.converters.archive.ConvertRequest.Frames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConvertRequestTest {
  private static Map<String, String> selection(
      Map<String, String> options, Optional<List<String>> streams, Frames frames) {
    return new ConvertRequest(List.of("a"), "b", options, streams, frames).selection();
  }

  @Test
  void everythingIsNoSelection() {
    assertThat(selection(Map.of(), Optional.empty(), Frames.REFERENCED)).isEmpty();
  }

  @Test
  void optionsStreamsAndFramesDecideTheRows() {
    assertThat(
            selection(
                Map.of("mode", "FAILFAST"), Optional.of(List.of("primary", "dark")), Frames.COPIED))
        .isEqualTo(Map.of("mode", "FAILFAST", "streams", "primary,dark", "frames", "copied"));
  }

  @Test
  void noStreamIsNotAllStreams() {
    assertThat(selection(Map.of(), Optional.of(List.of()), Frames.REFERENCED))
        .containsExactly(Map.entry("streams", ""));
  }

  @Test
  void secretsLeaveNoTrace() {
    Map<String, String> made =
        selection(Map.of("mongo.password", "hunter2"), Optional.empty(), Frames.REFERENCED);
    assertThat(made).containsExactly(Map.entry("mongo.password", "…"));
  }

  @Test
  void laterChangesOfTheListsDoNotReachIt() {
    List<String> sources = new ArrayList<>(List.of("a"));
    List<String> streams = new ArrayList<>(List.of("primary"));
    ConvertRequest request =
        new ConvertRequest(sources, "b", Map.of(), Optional.of(streams), Frames.REFERENCED);
    sources.add("c");
    streams.clear();
    assertThat(request.sources()).containsExactly("a");
    assertThat(request.streams()).contains(List.of("primary"));
  }
}
