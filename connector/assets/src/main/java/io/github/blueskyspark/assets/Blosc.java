package io.github.blueskyspark.assets;

/** Blosc, version 1 (filter 32001): the chunk of HDF5 is one chunk of Blosc. */
public final class Blosc implements Filter {
  private final BloscChunk chunk = new BloscChunk();

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    int total = BloscChunk.bytes(in.bytes(), 0, in.length());
    if (total > most) {
      throw new DamagedChunkException("a Blosc chunk of " + total + " bytes, at most " + most);
    }
    out.resize(total);
    chunk.decode(in.bytes(), 0, in.length(), out.bytes(), total);
    return out;
  }

  @Override
  public void close() {
    chunk.close();
  }
}
