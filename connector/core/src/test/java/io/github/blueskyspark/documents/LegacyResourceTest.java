package io.github.blueskyspark.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The table of specs is {@code MIMETYPE_LOOKUP} of bluesky-tiled-plugins 2.0.12
 * (writing/tiled_writer.py), the first seven datasets too; Eigers and fly scans of an Xspress3 are
 * read as area_detector_handlers 0.0.10 reads them.
 */
class LegacyResourceTest {
  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static StreamResource resource(String fields) throws Exception {
    return LegacyResource.of(json("{'uid': 'r', " + fields + "}"), "det");
  }

  @ParameterizedTest
  @CsvSource({
    "HDF5, application/x-hdf5, /entry/data/data",
    "AD_HDF5, application/x-hdf5, /entry/data/data",
    "AD_HDF5_SINGLE, application/x-hdf5, /entry/data/data",
    "AD_HDF5_SWMR, application/x-hdf5, /entry/data/data",
    "XSP, application/x-hdf5, /entry/instrument/detector/data",
    "XSP3, application/x-hdf5, /entry/instrument/detector/data",
    "TPX_HDF5, application/x-hdf5, /entry/instrument/detector/data",
    "AD_HDF5_SWMR_STREAM, application/x-hdf5, /entry/data/data",
    "AD_HDF5_SWMR_SLICE, application/x-hdf5, /entry/data/data",
    "AD_HDF5_GERM, application/x-hdf5, /entry/data/data",
    "PIL100k_HDF5, application/x-hdf5, /entry/data/data",
    "XPS3, application/x-hdf5, /entry/instrument/detector/data",
    "XSP3_BULK, application/x-hdf5, /entry/instrument/detector/data",
    "XSP3_STEP, application/x-hdf5, /entry/instrument/detector/data",
    "PANDA, application/x-hdf5, ''",
    "ROI_HDF5_FLY, application/x-hdf5, ''",
    "ROI_HDF51_FLY, application/x-hdf5, ''",
    "SIS_HDF51_FLY_STREAM_V1, application/x-hdf5, ''",
    "MERLIN_FLY_STREAM_V2, application/x-hdf5, ''",
    "MERLIN_HDF5_BULK, application/x-hdf5, ''",
    "EIGER2_STREAM, application/x-hdf5, ''",
    "ZEBRA_HDF51_FLY_STREAM_V1, application/x-hdf5, ''",
    "AD_EIGER, application/x-hdf5, /entry/data",
    "AD_EIGER2, application/x-hdf5, /entry/data",
    "AD_EIGER_SLICE, application/x-hdf5, /entry/data",
    "XSP3_FLY, application/x-hdf5, /entry/instrument/detector/data",
    "MERLIN_FLY_STREAM_V1, application/x-hdf5, /entry/instrument/detector/data",
    "AD_TIFF, multipart/related;type=image/tiff, ''",
    "NPY_SEQ, multipart/related;type=application/x-npy, ''",
    "PIZZABOX_ENC_FILE_TXT_PD, text/csv, ''",
    "hdf5, application/x-hdf5, /entry/data/data",
    "SOMETHING_ELSE, application/octet-stream, ''",
  })
  void specsBecomeMimetypes(String spec, String mimetype, String dataset) throws Exception {
    StreamResource made = resource("'spec': '" + spec + "', 'root': '/', 'resource_path': 'x'");
    assertThat(made.mimetype()).isEqualTo(mimetype);
    assertThat(made.parameters().path("dataset").asText("")).isEqualTo(dataset);
    assertThat(made.dataKey()).isEqualTo("det");
  }

  @Test
  void datasetThatTheResourceNamesWins() throws Exception {
    String common = "'spec': 'AD_HDF5', 'root': '/', 'resource_path': 'x', 'resource_kwargs': ";
    assertThat(resource(common + "{'dataset': '/a/b'}").parameters().get("dataset").asText())
        .isEqualTo("/a/b");
    assertThat(resource(common + "{'path': '/p'}").parameters().get("dataset").asText())
        .isEqualTo("/p");
    assertThat(resource(common + "{'path': '/p', 'dataset': '/a'}").parameters().get("dataset"))
        .hasToString("\"/p\"");
    assertThat(resource(common + "{'key': '/k'}").parameters().get("dataset").asText())
        .isEqualTo("/k");
  }

  @Test
  void framePerPointIsTheMultiplier() throws Exception {
    assertThat(
            resource(
                    "'spec': 'AD_HDF5', 'root': '/', 'resource_path': 'x',"
                        + "'resource_kwargs': {'frame_per_point': 5}")
                .parameters()
                .get("multiplier")
                .asInt())
        .isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/data, 2020/x.h5, posix, file://localhost/data/2020/x.h5",
        "/data/, 2020/x.h5, posix, file://localhost/data/2020/x.h5",
        "/, data/x.h5, posix, file://localhost/data/x.h5",
        "'', /data/x.h5, posix, file://localhost/data/x.h5",
        "'', data/x.h5, posix, file://localhost/data/x.h5",
        "/data, /abs/x.h5, posix, file://localhost/abs/x.h5",
        "/data, images/, posix, file://localhost/data/images/",
        "/data, a b#1?%2.h5, posix, file://localhost/data/a%20b%231%3F%252.h5",
        "/data, x.h5, -, file://localhost/data/x.h5",
        "/data, '', posix, file://localhost/data",
        "Z:\\data, 2020\\x.h5, windows, Z:\\data\\2020\\x.h5",
        "Z:\\data\\, 2020\\x.h5, windows, Z:\\data\\2020\\x.h5",
        "'', C:\\x.h5, windows, C:\\x.h5",
      })
  void rootAndPathAreJoined(String root, String path, String semantics, String uri)
      throws Exception {
    ObjectNode doc = json("{'uid': 'r', 'spec': 'AD_HDF5'}");
    doc.put("root", root).put("resource_path", path);
    if (semantics != null) {
      doc.put("path_semantics", semantics);
    }
    assertThat(LegacyResource.of(doc, "det").uri()).isEqualTo(uri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | 6",
        "{'point_number': 3} | 3",
        "{'frame': 4} | 4",
        "{'index': 2} | 2",
        "{'point_number': 3, 'frame': 4} | 3",
        "{'indices': {'start': 9, 'stop': 10}, 'point_number': 3} | 9",
        "{'indices': [8], 'frame': 3} | 8",
        "{'point_number': 1.5} | 6",
        "{'point_number': '3'} | 6",
      })
  void datumsSayTheirRowInThisOrder(String kwargs, long index) throws IOException {
    assertThat(LegacyResource.index(json(kwargs), 7)).isEqualTo(index);
  }

  @Test
  void channelOfAnXspress3IsASlice() throws Exception {
    ObjectNode doc = json("{'uid': 'r', 'spec': 'XSP3', 'root': '/', 'resource_path': 'x'}");
    ObjectNode made =
        LegacyResource.of(doc, "det", json("{'frame': 0, 'channel': 3}")).parameters();
    assertThat(made.path("slice").asText()).isEqualTo(":,2");
    assertThat(LegacyResource.of(doc, "det").parameters().has("slice")).isFalse();
  }

  @Test
  void eigerHasOneMasterFileADatum() throws Exception {
    ObjectNode doc =
        json(
            "{'uid': 'r', 'spec': 'AD_EIGER2', 'root': '/', 'resource_path': 'x',"
                + "'resource_kwargs': {'frame_per_point': 100}}");
    ObjectNode made = LegacyResource.of(doc, "det").parameters();
    assertThat(made.path("template").asText()).isEqualTo("_{:d}_master.h5");
    assertThat(made.has("multiplier")).isFalse();
    assertThat(LegacyResource.index(doc, json("{'seq_id': 41}"), 7)).isEqualTo(41);
  }

  @Test
  void flyFileIsOneRow() throws Exception {
    ObjectNode doc = json("{'uid': 'r', 'spec': 'XSP3_FLY', 'root': '/', 'resource_path': 'x'}");
    assertThat(LegacyResource.index(doc, json("{}"), 7)).isZero();
    assertThat(LegacyResource.of(doc, "det", json("{'target': 'TS'}")).parameters().path("dataset"))
        .hasToString("\"/entry/instrument/detector/NDAttributes/TS\"");
  }
}
