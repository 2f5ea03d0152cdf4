package io.github.blueskyspark.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.StreamResource;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSequenceTest {
  private static final Location WHERE = Location.run("abc").stream("primary").key("det");
  private static final String TIFF = "multipart/related;type=image/tiff";

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static StreamResource resource(String mimetype, String uri, String parameters)
      throws IOException {
    return new StreamResource("r1", "det", mimetype, uri, json(parameters));
  }

  /** What MultipartRelatedConsolidator of bluesky-tiled-plugins 2.0.12 makes of the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,10,15] | {} | 1",
        "[10,15] | {} | 1",
        "[1,10,15] | {'chunk_shape': [1,10,15]} | 1",
        "[4,12,17] | {} | 1",
        "[4,12,17] | {'chunk_shape': [1,12,17]} | 4",
        "[4,12,17] | {'chunk_shape': [2,12,17]} | 2",
        "[4,12,17] | {'chunk_shape': [4,12,17]} | 1",
        "[4,12,17] | {'chunk_shape': [3,12,17]} | 1",
        "[4,12,17] | {'chunk_shape': [1]} | 1",
        "[4,12,17] | {'chunk_shape': [1], 'files_per_datum': 4} | 4",
        "[4,12,17] | {'files_per_datum': 2} | 2",
        "[12,17] | {'multiplier': 3} | 3",
        "[1,12,17] | {'multiplier': 3} | 3",
        "[3,12,17] | {'multiplier': 3} | 3",
        "[3,12,17] | {'multiplier': 1} | 1",
        "[4,12,17] | {'join_method': 'concat'} | 4",
        "[4,12,17] | {'join_method': 'concat', 'chunk_shape': [2]} | 2",
        "[4,12,17] | {'join_method': 'concat', 'chunk_shape': [3]} | 1",
        "[1] | {} | 1",
        "[] | {} | 1",
        "[10] | {'join_method': 'concat', 'chunk_shape': [5]} | 2",
        "[6,12,17] | {'chunk_shape': [2,12]} | 1",
        "[6,12,17] | {'multiplier': 2} | 2",
        "[null,12,17] | {} | 1",
      })
  void filesOfARowAreCountedAsBlueskyCounts(String shape, String parameters, long files)
      throws IOException {
    assertThat(filesPerRow(TIFF, shape, parameters)).isEqualTo(files);
  }

  private static long filesPerRow(String mimetype, String shape, String parameters)
      throws IOException {
    StreamResource resource = resource(mimetype, "file:///a/", parameters);
    resource.parameters().put("template", "{:d}");
    DataKey key = new DataKey("det", json("{'shape': " + shape + "}"));
    return FileSequence.of(resource, WHERE)
        .orElseThrow()
        .filesPerRow(RowLayout.declared(key, resource), WHERE);
  }

  @Test
  void chunksOfNpyFilesAreNotLookedAt() throws IOException {
    String npy = "multipart/related;type=application/x-npy";
    assertThat(filesPerRow(npy, "[8,6]", "{'chunk_shape': [1,6]}")).isEqualTo(1);
    assertThat(filesPerRow(npy, "[7]", "{'chunk_shape': [1]}")).isEqualTo(1);
    assertThat(filesPerRow(npy, "[3,8,6]", "{'multiplier': 3}")).isEqualTo(3);
  }

  @Test
  void hostileNumbersOfFilesAreRefused() {
    assertThatThrownBy(() -> filesPerRow(TIFF, "[1,2,2]", "{'files_per_datum': 4000000000}"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("4000000000 files", "files_per_datum");
  }

  @ParameterizedTest
  @CsvSource({
    "file:///a/, i_{:02d}.tif, file:///a/i_07.tif",
    "file:///a/uid-1, _{:d}.tif, file:///a/uid-1_7.tif",
    "file:///a, /i_{:d}.tif, file:///a/i_7.tif",
    "file:///a/, /i_{:d}.tif, file:///a/i_7.tif",
    "Z:\\data\\, i_{:d}.tif, Z:\\data\\i_7.tif",
  })
  void namesFollowTheUri(String uri, String template, String file) throws IOException {
    StreamResource resource = resource(TIFF, uri, "{}");
    resource.parameters().put("template", template);
    assertThat(FileSequence.of(resource, WHERE).orElseThrow().file(7)).isEqualTo(file);
  }

  @Test
  void withoutATemplateThereIsNoSequence() throws IOException {
    assertThat(FileSequence.of(resource(TIFF, "file:///a.tif", "{}"), WHERE)).isEmpty();
    assertThat(FileSequence.of(resource(TIFF, "file:///a", "{'template': null}"), WHERE)).isEmpty();
  }

  @Test
  void namesThatClimbAreForbidden() throws IOException {
    StreamResource resource =
        resource(TIFF, "file:///a/", "{'template': '%s_{:d}.tif', 'filename': 'b/../../etc/x'}");
    AssetException e =
        catchThrowableOfType(AssetException.class, () -> FileSequence.of(resource, WHERE));
    assertThat(e.status()).isEqualTo(AssetStatus.FORBIDDEN);
    assertThat(e).hasMessageContaining("the names hold '..'");
  }

  @Test
  void badTemplatesAreQuoted() throws IOException {
    StreamResource resource = resource(TIFF, "file:///a/", "{'template': '{0.__class__}'}");
    assertThatThrownBy(() -> FileSequence.of(resource, WHERE))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(
            "run abc, stream 'primary', data key 'det', file:///a/: Cannot use template"
                + " '{0.__class__}'",
            "is neither text nor");
  }
}
