package io.github.blueskyspark.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocationTest {
  @Test
  void placesReadFromTheOutsideIn() {
    assertThat(Location.file("file:/a/b.jsonl").at(12)).hasToString("file:/a/b.jsonl:byte 12");
    assertThat(Location.run("u").stream("primary").key("img"))
        .hasToString("run u, stream 'primary', data key 'img'");
    assertThat(Location.run("u").asset("file:/x.h5").inside("/entry/data"))
        .hasToString("run u, file:/x.h5:/entry/data");
    assertThat(Location.option("roi")).hasToString("option 'roi'");
    assertThat(Location.of("command doctor")).hasToString("command doctor");
  }

  @ParameterizedTest
  @CsvSource({
    "https://me:word@host/a, https://host/a",
    "HTTPS://me@host/a, HTTPS://host/a",
    "s3a://id:word@bucket/a@b.h5, s3a://bucket/a@b.h5",
    "https://host/a@b, https://host/a@b",
    "jdbc:postgresql://me:word@host/a, jdbc:postgresql://host/a",
    "tiled:https://me:word@host/a, tiled:https://host/a",
    "mongodb://me:wo@rd@host/a, mongodb://host/a",
    "file:/data/me@home/x.h5, file:/data/me@home/x.h5",
    "https://host/a?x=1&sig=abc&y=2, https://host/a?x=1&sig=…",
    "https://host/a?X-Amz-Signature=abc, https://host/a?X-Amz-Signature=…",
    "https://host/a?api_key=abc, https://host/a?api_key=…",
    "https://host/a?TOKEN=abc, https://host/a?TOKEN=…",
    "https://host/a?page=2, https://host/a?page=2",
  })
  void credentialsOfUrisAreNotShown(String uri, String shown) {
    assertThat(Location.file(uri)).hasToString(shown);
    assertThat(Location.run("u").asset(uri)).hasToString("run u, " + shown);
  }

  @Test
  void placesOfTheSameTextAreEqual() {
    assertThat(Location.file("file:/a").at(1))
        .isEqualTo(Location.file("file:/a").at(1))
        .hasSameHashCodeAs(Location.file("file:/a").at(1))
        .isNotEqualTo(Location.file("file:/a").at(2));
  }

  @Test
  void derivedPlacesLeaveTheFirstAlone() {
    Location run = Location.run("u");
    assertThat(run.stream("a")).isNotEqualTo(run.stream("b"));
    assertThat(run).hasToString("run u");
  }
}
