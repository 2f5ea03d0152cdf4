package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.converters.panda.PandaBits.Bit;
import io.github.blueskyspark.errors.OptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PandaBitsTest {
  private final List<String> notes = new ArrayList<>();

  private List<Bit> bits(Map<String, Integer> columns, Set<String> taken, String... texts) {
    return PandaBits.of(List.of(texts)).of(columns, taken, notes);
  }

  @Test
  void namesFollowTheBitsAndAnEmptyOneLeavesItsBitOut() {
    assertThat(bits(Map.of("PCAP.BITS0.Value", 32), Set.of(), "PCAP.BITS0=A, ,C"))
        .containsExactly(new Bit("A", "PCAP.BITS0.Value", 0), new Bit("C", "PCAP.BITS0.Value", 2));
    assertThat(notes).isEmpty();
  }

  @Test
  void anyColumnOfIntegersMayBeNamed() {
    assertThat(bits(Map.of("ttl", 8), Set.of(), "ttl=A")).containsExactly(new Bit("A", "ttl", 0));
  }

  @Test
  void allMeansCapturedWordsAlone() {
    assertThat(bits(Map.of("PCAP.BITS3.Value", 32, "ttl", 32), Set.of(), "all"))
        .hasSize(32)
        .contains(new Bit("PCAP.BITS3.0", "PCAP.BITS3.Value", 0))
        .contains(new Bit("PCAP.BITS3.31", "PCAP.BITS3.Value", 31));
  }

  @Test
  void namesCountMoreThanAll() {
    assertThat(bits(Map.of("PCAP.BITS0.Value", 32), Set.of(), "all", "PCAP.BITS0=A"))
        .containsExactly(new Bit("A", "PCAP.BITS0.Value", 0));
  }

  @Test
  void bitsBehindTheWidthOfTheColumnAreNone() {
    assertThat(bits(Map.of("x", 8), Set.of(), "x=a,b,c,d,e,f,g,h,i")).hasSize(8);
  }

  @Test
  void namesThatAreTakenGetATrailingUnderscore() {
    assertThat(bits(Map.of("x", 8), Set.of("A"), "x=A,A"))
        .extracting(Bit::name)
        .containsExactly("A_", "A__");
  }

  @Test
  void columnsThatAreNotThereAreNotedWithNearOnes() {
    assertThat(bits(Map.of("PCAP.BITS0.Value", 32), Set.of(), "PCAP.BITSO.Value=A")).isEmpty();
    assertThat(notes).singleElement().asString().contains("Did you mean 'PCAP.BITS0.Value'?");
  }

  @Test
  void textsThatNameNothingAreRefused() {
    for (String text : List.of("PCAP.BITS0", "=A", "x=", "x=,,")) {
      assertThatThrownBy(() -> PandaBits.of(List.of(text)))
          .isInstanceOf(OptionException.class)
          .hasMessageContaining("Cannot name bits by '" + text + "'");
    }
    assertThatThrownBy(() -> PandaBits.of(List.of("x=" + "a,".repeat(64))))
        .hasMessageContaining("it has 65 names");
  }

  @Test
  void whatWasAskedForIsTextOfTheLog() {
    assertThat(PandaBits.none().selection()).isEmpty();
    assertThat(PandaBits.of(List.of("b=x,,y", "all")).selection())
        .containsEntry("bits", "all; b=x,,y");
  }
}
