package io.github.blueskyspark.converters.layout;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages one by one, in one native context and between buffers outside the heap: no
 * stream a page, and the collector never waits for it. What it returns lasts until the next page.
 * Not thread safe.
 */
final class ZstdPages implements BytesInputCompressor {
  private final ZstdCompressCtx zstd = new ZstdCompressCtx();
  private ByteBuffer in = ByteBuffer.allocateDirect(0);
  private ByteBuffer out = ByteBuffer.allocateDirect(0);

  ZstdPages(int level) {
    zstd.setLevel(level);
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    ByteBuffer from = page.toByteBuffer(new Outside(), used -> {});
    int most = Math.toIntExact(Zstd.compressBound(from.remaining()));
    if (out.capacity() < most) {
      out = ByteBuffer.allocateDirect(most);
    }
    try {
      int size =
          zstd.compressDirectByteBuffer(
              out, 0, out.capacity(), from, from.position(), from.remaining());
      return BytesInput.from(out.slice(0, size));
    } catch (ZstdException e) {
      throw new IOException("zstd: " + e.getMessage(), e);
    }
  }

  /** Where pages go that lie on the heap: one at a time. */
  private final class Outside implements ByteBufferAllocator {
    @Override
    public ByteBuffer allocate(int size) {
      if (in.capacity() < size) {
        in = ByteBuffer.allocateDirect(size);
      }
      return in.clear();
    }

    @Override
    public void release(ByteBuffer buffer) {
      // Serves the next page.
    }

    @Override
    public boolean isDirect() {
      return true;
    }
  }

  @Override
  public CompressionCodecName getCodecName() {
    return CompressionCodecName.ZSTD;
  }

  @Override
  public void release() {
    zstd.close();
  }
}
