package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnerTrackTest {
  @Test
  void remembersWhomEachDocumentBelongsTo() {
    Random random = new Random(5);
    OwnerTrack track = new OwnerTrack();
    List<Integer> owners = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      int owner = random.nextInt(10) > 7 ? random.nextInt(4) - 1 : 0;
      assertThat(track.append(owner)).isEqualTo(i);
      owners.add(owner);
    }
    track.correct(17, 3);
    owners.set(17, 3);
    for (int i = 0; i < 1000; i++) {
      assertThat(track.at(i)).isEqualTo(owners.get(i));
    }
  }

  @Test
  void whatWasNeverSeenBelongsToNobody() {
    assertThat(new OwnerTrack().at(0)).isEqualTo(OwnerTrack.NONE);
  }
}
