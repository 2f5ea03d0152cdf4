package io.github.blueskyspark.assets;

import io.github.blueskyspark.spi.AssetFiles;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The columns of a task that read one array, each in its own place: what one of them has decoded
 * and keeps, the others take instead of decoding it again. Not thread safe, as a task is not.
 */
public final class ChunkPeers {
  /** The arrays of a task that are open. */
  private static final class Registry {
    private final Map<String, ChunkPeers> arrays = new HashMap<>();
  }

  private final Registry registry;
  private final String array;
  private final List<CachedChunks> open = new ArrayList<>(1);

  private ChunkPeers(Registry registry, String array) {
    this.registry = registry;
    this.array = array;
  }

  /**
   * Those who read an array.
   *
   * @param files of the task
   * @param array names the array: the same name is the same bytes
   */
  public static ChunkPeers of(AssetFiles files, String array) {
    Registry registry = files.shared(Registry.class, Registry::new);
    return registry.arrays.computeIfAbsent(array, name -> new ChunkPeers(registry, name));
  }

  void join(CachedChunks reader) {
    registry.arrays.put(array, this);
    open.add(reader);
  }

  void leave(CachedChunks reader) {
    open.remove(reader);
    if (open.isEmpty()) {
      registry.arrays.remove(array, this);
    }
  }

  /** Whether somebody else may want what one of them decodes. */
  boolean areSeveral() {
    return open.size() > 1;
  }

  /** A chunk that another one has; its bytes stay as they are. */
  Optional<ByteBuffer> given(CachedChunks reader, List<Long> chunk) {
    Optional<ByteBuffer> found = Optional.empty();
    for (int i = 0; i < open.size() && found.isEmpty(); i++) {
      found = open.get(i) == reader ? found : open.get(i).given(chunk);
    }
    return found;
  }
}
