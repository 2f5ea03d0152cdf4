package io.github.blueskyspark.converters.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.blueskyspark.converters.LocalSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceExportIT {
  /** Opens every array by its references, and compares it with what h5py reads. */
  private static final String COMPARE =
      """
      import sys
      from urllib.parse import unquote, urlsplit
      import fsspec, h5py, numpy, zarr
      path, least = sys.argv[1], int(sys.argv[2])
      roots = sys.argv[3].split("=")
      fs = fsspec.filesystem("reference", fo=path)
      store = zarr.storage.FsspecStore(fs, read_only=True, path="")
      keys = getattr(fs.references, "zmetadata", fs.references)
      names = [key[:-8] for key in keys if key.endswith("/.zarray")]
      for name in names:
          array = zarr.open_group(store, mode="r", zarr_format=2)[name]
          got, said = array[...], array.attrs
          with h5py.File(unquote(urlsplit(said["uri"]).path).replace(*roots)) as f:
              want = f[said["dataset"]][...]
          assert got.dtype == want.dtype and got.shape == want.shape, (name, got.dtype, want.dtype)
          assert got.tobytes() == want.tobytes(), name
      assert len(names) >= least, names
      """;

  private static final String ROOTS = "/data/bluesky-samples=" + LocalSpark.samples();

  @TempDir Path folder;

  private static Dataset<Row> chunks() {
    Path samples = LocalSpark.samples();
    return LocalSpark.session()
        .read()
        .format("bluesky")
        .option("table", "chunks")
        .option("rootMap", ROOTS)
        .load(samples.resolve("hdf5-layouts/archive").toString());
  }

  private JsonNode written() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return new ObjectMapper().readTree(files.findFirst().orElseThrow().toFile());
    }
  }

  @Test
  void everyArrayThatIsPiecesOfOneFileIsSaidAndOthersAreTold() throws IOException {
    ReferenceExport.Report report =
        ReferenceExport.write(chunks(), ReferenceExport.Form.JSON, folder.toString());
    assertThat(report.files()).isEqualTo(1);
    assertThat(report.arrays()).isEqualTo(23);
    assertThat(report.leftOut())
        .hasSize(2)
        .anyMatch(text -> text.contains("det_compact"))
        .anyMatch(text -> text.contains("det_rawext"));
    JsonNode refs = written().get("refs");
    assertThat(refs.get(".zgroup").asText()).isEqualTo("{\"zarr_format\": 2}");
    JsonNode gzip =
        new ObjectMapper().readTree(refs.get("primary/det_be_gzip_shuffle/.zarray").asText());
    assertThat(gzip.get("dtype").asText()).startsWith(">");
    assertThat(gzip.get("filters").findValuesAsText("id")).containsExactly("shuffle", "zlib");
  }

  @Test
  void bytesAtAnOffsetAreThoseOfTheFrame() throws IOException {
    Row row = chunks().where("data_key = 'det_contiguous' AND chunk[0] = 1").head();
    byte[] file = Files.readAllBytes(Path.of(java.net.URI.create(row.getAs("path"))));
    int offset = (int) row.<Long>getAs("offset").longValue();
    int length = (int) row.<Long>getAs("length").longValue();
    assertThat(row.<Long>getAs("size")).isEqualTo(file.length);
    Row frame =
        LocalSpark.session()
            .read()
            .format("bluesky")
            .option("table", "frames")
            .option("dataKey", "det_contiguous")
            .option("rootMap", ROOTS)
            .load(LocalSpark.samples().resolve("hdf5-layouts/archive").toString())
            .where("index = 1")
            .select("image.data")
            .head();
    assertThat(java.util.Arrays.copyOfRange(file, offset, offset + length))
        .isEqualTo(frame.<byte[]>getAs(0));
  }

  @ParameterizedTest
  @EnumSource
  void pythonOpensTheReferences(ReferenceExport.Form form)
      throws IOException, InterruptedException {
    String needs = "import fsspec, h5py, numpy, zarr; zarr.storage.FsspecStore";
    assumeTrue(
        python(needs + (form == ReferenceExport.Form.JSON ? "" : "; import fastparquet")) == 0,
        "no python3 with fsspec, zarr 3, h5py and fastparquet");
    ReferenceExport.write(chunks(), form, folder.toString());
    try (Stream<Path> files = Files.walk(folder, 2)) {
      String ending = form == ReferenceExport.Form.JSON ? ".json" : ".parq";
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
        assertThat(python(COMPARE, file.toString(), "23", ROOTS)).isZero();
      }
    }
  }

  private int python(String program, String... words) throws IOException, InterruptedException {
    Path log = Files.createTempFile("references", ".log");
    List<String> command =
        Stream.concat(Stream.of("python3", "-c", program), Stream.of(words)).toList();
    int code;
    try {
      code =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
    } catch (IOException e) {
      return -1; // no python3
    }
    String said = Files.readString(log, StandardCharsets.UTF_8);
    Files.delete(log);
    if (words.length > 0) {
      assertThat(code).as(said).isZero();
    }
    return code;
  }
}
