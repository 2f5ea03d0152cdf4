package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;

/**
 * Old Resource documents in the words of stream resources: {@code spec} becomes a mimetype, {@code
 * root} and {@code resource_path} a URI, {@code resource_kwargs} parameters (event-model:
 * resource.json; the table of specs follows bluesky's RunNormalizer).
 */
final class LegacyResource {
  private static final String HDF5 = "application/x-hdf5";
  private static final String AREA_DETECTOR = "/entry/data/data";
  private static final String XSPRESS = "/entry/instrument/detector/data";
  static final String OPAQUE = "application/octet-stream";

  /** Spec, upper case, to dataset inside HDF5 files. */
  private static final Map<String, String> HDF5_SPECS =
      Map.ofEntries(
          Map.entry("AD_HDF5", AREA_DETECTOR),
          Map.entry("AD_HDF5_SWMR", AREA_DETECTOR),
          Map.entry("AD_HDF5_SWMR_STREAM", AREA_DETECTOR),
          Map.entry("AD_HDF5_SWMR_SLICE", AREA_DETECTOR),
          Map.entry("AD_HDF5_DET_TS", AREA_DETECTOR),
          Map.entry("AD_HDF5_GERM", AREA_DETECTOR),
          Map.entry("AD_HDF5_SINGLE", AREA_DETECTOR),
          Map.entry("HDF5", AREA_DETECTOR),
          Map.entry("BMM_HDF5", AREA_DETECTOR),
          Map.entry("PIL100K_HDF5", AREA_DETECTOR),
          Map.entry("EIGER2_STREAM", AREA_DETECTOR),
          Map.entry("MERLIN_FLY_STREAM_V1", AREA_DETECTOR),
          Map.entry("MERLIN_FLY_STREAM_V2", AREA_DETECTOR),
          Map.entry("MERLIN_HDF5_BULK", AREA_DETECTOR),
          Map.entry("PANDA", AREA_DETECTOR),
          Map.entry("ZEBRA_HDF51", AREA_DETECTOR),
          Map.entry("SIS_HDF51", AREA_DETECTOR),
          Map.entry("SIS_HDF51_FLY_STREAM_V1", AREA_DETECTOR),
          Map.entry("XSP", XSPRESS),
          Map.entry("XSP3", XSPRESS),
          Map.entry("XSP3_FLY", XSPRESS),
          Map.entry("TPX_HDF5", XSPRESS));

  private LegacyResource() {}

  /** The resource as a stream resource of one key. */
  static StreamResource of(ObjectNode doc, String dataKey) throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    String spec = Json.text(doc, "spec").toUpperCase(Locale.ROOT);
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (doc.get("resource_kwargs") instanceof ObjectNode kwargs) {
      parameters.setAll(kwargs);
    }
    return new StreamResource(uid, dataKey, mimetype(spec, parameters), uri(doc), parameters);
  }

  private static String mimetype(String spec, ObjectNode parameters) {
    String dataset = HDF5_SPECS.get(spec);
    if (dataset != null) {
      if (!parameters.has("dataset")) {
        JsonNode named = parameters.has("key") ? parameters.get("key") : parameters.get("path");
        parameters.put("dataset", named != null && named.isTextual() ? named.asText() : dataset);
      }
      return HDF5;
    }
    return switch (spec) {
      case "AD_TIFF" -> "multipart/related;type=image/tiff";
      case "AD_JPEG", "AD_JPG" -> "multipart/related;type=image/jpeg";
      case "NPY_SEQ" -> {
        parameters.put("template", "_{:d}.npy");
        yield "multipart/related;type=application/x-npy";
      }
      case "CSV", "PIZZABOX_AN_FILE_TXT", "PIZZABOX_ENC_FILE_TXT", "PIZZABOX_DI_FILE_TXT" ->
          "text/csv;header=absent";
      default -> OPAQUE;
    };
  }

  private static String uri(ObjectNode doc) throws MalformedDocument {
    String root = Json.textOr(doc, "root", "");
    String path = Json.text(doc, "resource_path");
    if (Json.textOr(doc, "path_semantics", "posix").equalsIgnoreCase("windows")) {
      return join(root, path, "\\");
    }
    return "file://localhost" + encode(join(root, path, "/"));
  }

  private static String join(String root, String path, String separator) {
    if (root.isEmpty() || path.startsWith(separator)) {
      return path;
    }
    return root.endsWith(separator) ? root + path : root + separator + path;
  }

  /** Percent-encodes what a URI path cannot hold as it is. */
  private static String encode(String path) {
    String absolute = path.startsWith("/") ? path : "/" + path;
    return absolute.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace(" ", "%20");
  }

  /**
   * The template of an NPY sequence is the path itself, an underscore and the index (ophyd.sim:
   * NumpySeqHandler).
   */
  static long index(ObjectNode kwargs, long seqNum) {
    for (String name : new String[] {"indices", "point_number", "index", "frame"}) {
      JsonNode said = kwargs.get(name);
      if (said instanceof ObjectNode range && range.has("start")) {
        said = range.get("start");
      } else if (said != null && said.isArray() && !said.isEmpty()) {
        said = said.get(0);
      }
      if (said != null && said.canConvertToLong() && said.isIntegralNumber()) {
        return said.asLong();
      }
    }
    return seqNum - 1;
  }
}
