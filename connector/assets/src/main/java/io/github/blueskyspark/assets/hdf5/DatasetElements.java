package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.CachedChunks;
import io.github.blueskyspark.assets.ChunkPeers;
import io.github.blueskyspark.assets.ChunkedElements;
import io.github.blueskyspark.assets.Chunks;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.FilledElements;
import io.github.blueskyspark.assets.LinearElements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.chunks.ChunkIndex;
import io.github.blueskyspark.assets.hdf5.filters.FilterPipeline;
import io.github.blueskyspark.assets.hdf5.format.DatasetHeader;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.Layout.Chunked;
import io.github.blueskyspark.assets.hdf5.format.Layout.Compact;
import io.github.blueskyspark.assets.hdf5.format.Layout.Contiguous;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Chooses how the elements of a dataset are read, by its layout. */
final class DatasetElements {
  /** What opening a layout gives; checked exceptions do not pass through {@code fold}. */
  private interface Opening {
    Elements open() throws IOException;
  }

  private final Hdf5Dataset described;
  private final Hdf5File file;
  private final AssetFiles files;
  private final DatasetHeader dataset;
  private final Location where;
  private final long[] shape;
  private final int size;
  private final byte[] fill;
  private final OutputBuffer output;

  DatasetElements(Hdf5Dataset described, AssetFiles files) {
    this.described = described;
    this.file = described.file();
    this.files = files;
    this.dataset = described.header();
    this.where = described.where();
    this.shape = described.shape();
    this.size = described.type().stored().size();
    // A fill value of an array type is one whole array; its first element stands for all.
    this.fill = dataset.fill().length > size ? Arrays.copyOf(dataset.fill(), size) : dataset.fill();
    this.output = new OutputBuffer(where);
  }

  /** Opens the elements; only metadata is read. */
  Elements open() throws IOException {
    Opening opening =
        dataset
            .layout()
            .fold(
                compact -> () -> compact(compact),
                contiguous -> () -> contiguous(contiguous),
                chunked -> () -> chunked(chunked),
                virtual -> () -> virtual());
    return opening.open();
  }

  private long bytes() {
    return Math.multiplyExact(dataset.space().size(), (long) dataset.type().size());
  }

  private Elements compact(Compact layout) {
    long bytes = bytes();
    if (layout.data().length < bytes) {
      throw file.bytes()
          .damaged(
              dataset.address(),
              "dataset",
              layout.data().length + " bytes in the header, " + bytes + " are due");
    }
    ByteBuffer data = ByteBuffer.wrap(layout.data()).order(ByteOrder.LITTLE_ENDIAN);
    return new LinearElements(
        (at, n) -> data.slice((int) at, (int) n), shape, size, layout.data().length, output);
  }

  private Elements contiguous(Contiguous layout) {
    if (!dataset.external().isEmpty()) {
      ExternalElements raw =
          new ExternalElements(files, file.uri(), dataset.external(), new OutputBuffer(where));
      return new LinearElements(raw, shape, size, bytes(), output);
    }
    if (layout.address() == FileBytes.UNDEFINED) {
      return new FilledElements(fill, size, output);
    }
    long start = layout.address();
    return new LinearElements(
        (at, n) -> file.bytes().data(Math.addExact(start, at), n, "dataset"),
        shape,
        size,
        bytes(),
        output);
  }

  private Elements chunked(Chunked layout) throws IOException {
    long[] dims = dataset.space().dims();
    int element = dataset.type().size();
    if (layout.dims().length != dims.length || layout.elementSize() != element) {
      throw file.bytes()
          .damaged(
              dataset.address(),
              "dataset",
              "chunks of "
                  + layout.dims().length
                  + " axes and elements of "
                  + layout.elementSize()
                  + " bytes, the dataset has "
                  + dims.length
                  + " and "
                  + element);
    }
    long bytes = chunkBytes(layout);
    ChunkIndex index = ChunkIndex.open(file.bytes(), dataset, layout, bytes);
    FilterPipeline pipeline = FilterPipeline.of(dataset.filters(), element, bytes, where);
    DecodedChunks.ChunkShape shapes =
        new DecodedChunks.ChunkShape(dims, layout.dims(), (int) bytes, layout.unfilteredEdges());
    Chunks stored = new DecodedChunks(file.bytes(), where, index, pipeline, shapes);
    ChunkPeers peers = ChunkPeers.of(files, file.uri() + "#" + dataset.address());
    Chunks chunks = new CachedChunks(stored, layout.dims(), peers);
    long[] chunk = Arrays.copyOf(shape, shape.length);
    System.arraycopy(layout.dims(), 0, chunk, 0, dims.length);
    return new ChunkedElements(chunks, shape, chunk, size, fill, output, file.bytes().metrics());
  }

  private long chunkBytes(Chunked layout) {
    long bytes = dataset.type().size();
    for (long d : layout.dims()) {
      bytes = bytes > Integer.MAX_VALUE ? bytes : Math.multiplyExact(bytes, Math.min(d, 1L << 32));
    }
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new AssetException(
          where,
          "read HDF5 dataset",
          "its chunks " + Arrays.toString(layout.dims()) + " take 2 GiB or more",
          "Rewrite it with smaller chunks, for example by h5repack");
    }
    return bytes;
  }

  private Elements virtual() {
    VirtualSources sources =
        new VirtualSources(file, files, described.type(), where, described.nesting());
    return new VirtualElements(sources, described.mappings(), shape, size, fill, output);
  }
}
