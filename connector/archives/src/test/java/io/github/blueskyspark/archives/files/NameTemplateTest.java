package io.github.blueskyspark.archives.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {
  private static String uri(String name) throws URISyntaxException {
    return new URI("file", null, "/data/" + name, null).toASCIIString();
  }

  @ParameterizedTest
  @CsvSource({
    "scan_{run}_{index}.tif, scan_3_0012.tif, 3, 0012",
    "a+b(c)[{run}].*_{index}^$.tif, a+b(c)[7].*_0^$.tif, 7, 0",
    "{run} №{index}é ü.npy, größe №41é ü.npy, größe, 41",
    "{index}𝄞#50%.npy, 8𝄞#50%.npy, '', 8",
    "{run}/frames/{index} ^.tif, x/frames/5 ^.tif, x, 5",
  })
  void digitsAreFoundWhicheverCharactersOfTheNameAreEncoded(
      String template, String name, String run, String digits) throws URISyntaxException {
    String uri = uri(name);
    NameTemplate.Match found = NameTemplate.parse(template).match(uri).orElseThrow();
    assertThat(found.run()).isEqualTo(run);
    assertThat(uri.substring(found.start(), found.end())).isEqualTo(digits);
  }

  @Test
  void namesAreComparedWhole() throws URISyntaxException {
    NameTemplate template = NameTemplate.parse("scan_{run}_{index}.tif");
    assertThat(template.match(uri("scan_3_0012.tif.bak"))).isEmpty();
    assertThat(template.match(uri("xscan_3_0012.tif"))).isEmpty();
    assertThat(template.match(uri("scan_3_x.tif"))).isEmpty();
  }
}
