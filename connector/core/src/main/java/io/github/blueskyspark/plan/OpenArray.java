package io.github.blueskyspark.plan;

import io.github.blueskyspark.documents.ExternalKey;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.errors.AssetException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The array that was used last, kept open while its resource stays the same. Not thread safe. */
final class OpenArray implements Closeable {
  private final ExternalAccess access;
  private Optional<RunIndex> run = Optional.empty();
  private Optional<ExternalKey> key = Optional.empty();
  private String resource = "";
  private Optional<ExternalArray> array = Optional.empty();

  OpenArray(ExternalAccess access) {
    this.access = access;
  }

  /**
   * The array of a resource.
   *
   * @return empty when it cannot be opened and the options make that null
   */
  Optional<ExternalArray> of(RunIndex ofRun, ExternalKey ofKey, String ofResource)
      throws IOException {
    boolean same =
        run.filter(ofRun::equals).isPresent()
            && key.filter(ofKey::equals).isPresent()
            && resource.equals(ofResource);
    if (!same) {
      close();
      run = Optional.of(ofRun);
      key = Optional.of(ofKey);
      resource = ofResource;
      try {
        array = Optional.of(access.open(ofRun, ofKey, ofResource));
      } catch (AssetException e) {
        if (!access.policy().isNull(e)) {
          run = Optional.empty();
          throw e;
        }
      }
    }
    return array;
  }

  @Override
  public void close() throws IOException {
    run = Optional.empty();
    if (array.isPresent()) {
      array.get().close();
      array = Optional.empty();
    }
  }
}
