package io.github.blueskyspark.converters.panda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.arrays.DTypes;
import io.github.blueskyspark.converters.panda.PandaScan.PandaPartition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PandaPlanTest {
  private static final PandaClock CLOCK =
      new PandaClock(1_700_000_000_000_000_001L, true, "PCAP.TS_TRIG.Value");

  private static PandaColumn column(String name, String dtype) {
    return new PandaColumn(
        name, "/" + name, DTypes.parse(dtype).orElseThrow(), 0, Map.of("units", "s"));
  }

  private static PandaFile file(String path, long rows) {
    List<PandaColumn> columns = List.of(column("PCAP.TS_TRIG.Value", "<f8"), column("b", ">u4"));
    return new PandaFile(path, columns, rows, CLOCK, List.of("odd"));
  }

  private static PandaPlan plan(long... rows) {
    List<PandaFile> files = new ArrayList<>();
    Arrays.stream(rows).forEach(n -> files.add(file(files.size() + ".h5", n)));
    ArrayList<PandaLinks.Span> spans = new ArrayList<>();
    spans.add(new PandaLinks.Span("run", 0, 20_000, 2, 1));
    spans.add(new PandaLinks.Span("run", 30_000, 30_010, 2, 20_000));
    return new PandaPlan(
        PandaSchema.of(files),
        files,
        Map.of("0.h5", new PandaLinks.Events("run", spans)),
        List.of(new PandaBits.Bit("A", "b", 3)));
  }

  @Test
  void textBecomesTheSamePlanWithoutWhatTasksDoNotNeed() {
    PandaPlan plan = plan(3, 4);
    PandaPlan again = PandaPlan.of(plan.text());
    assertThat(again.schema()).isEqualTo(plan.schema());
    assertThat(again.bits()).isEqualTo(plan.bits());
    assertThat(again.events()).isEqualTo(plan.events());
    assertThat(again.files()).hasSize(2);
    PandaFile second = again.files().get(1);
    assertThat(second.path()).isEqualTo("1.h5");
    assertThat(second.rows()).isEqualTo(4);
    assertThat(second.clock()).isEqualTo(CLOCK);
    assertThat(second.columns())
        .extracting(c -> c.name() + " " + c.path() + " " + c.dtype())
        .containsExactly("PCAP.TS_TRIG.Value /PCAP.TS_TRIG.Value <f8", "b /b >u4");
  }

  @Test
  void aFileMoreCostsLittleText() {
    assertThat(plan(new long[1_000]).text().length() - plan(new long[500]).text().length())
        .isLessThan(500 * 100);
  }

  private static List<String> packed(long bytes, int processors, long... rows) {
    List<String> packed = new ArrayList<>();
    for (PandaPartition partition : new PandaScan(plan(rows)).pack(bytes, processors)) {
      packed.add(
          partition.parts().stream()
              .map(p -> p.file().path() + " " + p.from() + "-" + p.to())
              .reduce((a, b) -> a + ", " + b)
              .orElse(""));
    }
    return packed;
  }

  @Test
  void bigFilesAreCutIntoAsManyTasksAsProcessorsCanShare() {
    // 12 bytes a row, 3.3 tasks of a MiB: 4, in blocks of 8192 rows.
    assertThat(packed(1 << 20, 2, 288_360))
        .containsExactly(
            "0.h5 0-73728", "0.h5 73728-147456", "0.h5 147456-221184", "0.h5 221184-288360");
  }

  @Test
  void smallFilesLieTogether() {
    assertThat(packed(1 << 20, 2, 10, 20, 30)).containsExactly("0.h5 0-10, 1.h5 0-20, 2.h5 0-30");
    assertThat(packed(120, 1, 10, 10, 0, 10))
        .containsExactly("0.h5 0-10", "1.h5 0-10", "3.h5 0-10");
  }

  @Test
  void noRowsMakeNoTask() {
    assertThat(packed(1 << 20, 2, 0)).isEmpty();
    assertThat(packed(1 << 20, 2)).isEmpty();
  }

  @Test
  void aPartHasTheEventsOfItsRowsAlone() {
    List<PandaFile.Part> parts =
        file("0.h5", 40_000).parts(25_000, plan(40_000).events().get("0.h5"));
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).events().spans()).hasSize(1);
    assertThat(parts.get(1).events().spans()).extracting(s -> s.from()).containsExactly(30_000L);
  }
}
