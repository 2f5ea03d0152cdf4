package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Old Resource documents in the words of stream resources: {@code spec} becomes a mimetype, {@code
 * root} and {@code resource_path} a URI, {@code resource_kwargs} parameters (event-model:
 * resource.json; the table of specs follows bluesky's RunNormalizer).
 */
final class LegacyResource {
  private static final String HDF5 = "application/x-hdf5";
  private static final String AREA_DETECTOR = "/entry/data/data";
  private static final String XSPRESS = "/entry/instrument/detector/data";
  private static final String NPY = "multipart/related;type=application/x-npy";
  private static final String NPY_NAMES = "%s_%d.npy";
  static final String OPAQUE = "application/octet-stream";

  /**
   * Spec, upper case, to dataset inside HDF5 files; empty where the spec does not tell it. Where
   * RunNormalizer names none, those of the same detector's other specs are taken.
   */
  private static final Map<String, String> HDF5_SPECS =
      Map.ofEntries(
          Map.entry("HDF5", AREA_DETECTOR),
          Map.entry("AD_HDF5", AREA_DETECTOR),
          Map.entry("AD_HDF5_SINGLE", AREA_DETECTOR),
          Map.entry("AD_HDF5_SWMR", AREA_DETECTOR),
          Map.entry("AD_HDF5_SWMR_STREAM", AREA_DETECTOR),
          Map.entry("AD_HDF5_SWMR_SLICE", AREA_DETECTOR),
          Map.entry("AD_HDF5_GERM", AREA_DETECTOR),
          Map.entry("PIL100K_HDF5", AREA_DETECTOR),
          Map.entry("XSP", XSPRESS),
          Map.entry("XSP3", XSPRESS),
          Map.entry("XPS3", XSPRESS),
          Map.entry("XSP3_BULK", XSPRESS),
          Map.entry("XSP3_STEP", XSPRESS),
          Map.entry("TPX_HDF5", XSPRESS),
          Map.entry("PANDA", ""),
          Map.entry("ROI_HDF5_FLY", ""),
          Map.entry("ROI_HDF51_FLY", ""),
          Map.entry("SIS_HDF51_FLY_STREAM_V1", ""),
          Map.entry("MERLIN_FLY_STREAM_V2", ""),
          Map.entry("MERLIN_HDF5_BULK", ""),
          Map.entry("EIGER2_STREAM", ""),
          Map.entry("ZEBRA_HDF51_FLY_STREAM_V1", ""));

  /** Specs whose path is a directory and whose template names the files in it. */
  private static final Set<String> IN_DIRECTORY = Set.of("AD_TIFF", "AD_HDF5_SINGLE");

  private LegacyResource() {}

  /** The resource as a stream resource of one key. */
  static StreamResource of(ObjectNode doc, String dataKey) throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    String spec = Json.text(doc, "spec").toUpperCase(Locale.ROOT);
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (doc.get("resource_kwargs") instanceof ObjectNode kwargs) {
      parameters.setAll(kwargs);
    }
    String mimetype = mimetype(spec, parameters);
    if (IN_DIRECTORY.contains(spec) && parameters.path("template").isTextual()) {
      parameters.put("template", inDirectory(parameters.get("template").asText()));
    }
    return new StreamResource(uid, dataKey, mimetype, uri(doc), renamed(mimetype, parameters));
  }

  private static String mimetype(String spec, ObjectNode parameters) {
    String dataset = HDF5_SPECS.get(spec);
    if (dataset != null) {
      if (!dataset.isEmpty() && !parameters.has("dataset") && !parameters.has("path")) {
        parameters.put("dataset", Json.textOr(parameters, "key", dataset));
      }
      return HDF5;
    }
    return switch (spec) {
      case "AD_TIFF" -> "multipart/related;type=image/tiff";
      case "NPY_SEQ" -> {
        parameters.put("template", NPY_NAMES);
        yield NPY;
      }
      case "PIZZABOX_ENC_FILE_TXT_PD" -> "text/csv";
      default -> OPAQUE;
    };
  }

  /**
   * Area detectors write {@code %s%s_%6.6d} for directory, file name and number, and their handlers
   * take the path for a directory whether it ends in a slash or not.
   */
  private static String inDirectory(String template) {
    int first = template.indexOf("%s");
    boolean hasBoth = first >= 0 && template.indexOf("%s", first + 2) > 0;
    return hasBoth ? template.replaceFirst("%s", "/") : template;
  }

  /** Parameters by their present names: {@code path} is {@code dataset} in HDF5 files. */
  static ObjectNode renamed(String mimetype, ObjectNode parameters) {
    ObjectNode made = parameters;
    if (mimetype.equals(HDF5) && parameters.hasNonNull("path")) {
      made = made.deepCopy();
      made.set("dataset", made.get("path"));
    }
    if (parameters.hasNonNull("frame_per_point") && !parameters.hasNonNull("multiplier")) {
      made = made.deepCopy();
      made.set("multiplier", made.get("frame_per_point"));
    }
    if (mimetype.equals(NPY) && !parameters.hasNonNull("template")) {
      made = made.deepCopy();
      made.put("template", NPY_NAMES);
    }
    return made;
  }

  private static String uri(ObjectNode doc) throws MalformedDocument {
    String root = Json.textOr(doc, "root", "");
    String path = Json.textOr(doc, "resource_path", "");
    if (path.isEmpty() && root.isEmpty()) {
      throw new MalformedDocument("missing-field", "'root' and 'resource_path' are missing");
    }
    if (Json.textOr(doc, "path_semantics", "posix").equalsIgnoreCase("windows")) {
      return join(root, path, "\\");
    }
    return "file://localhost" + encode(join(root, path, "/"));
  }

  private static String join(String root, String path, String separator) {
    if (path.isEmpty()) {
      return root;
    }
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
   * Row of a datum in its resource: what the datum says, else the event's own number. An NPY
   * sequence says {@code index} (ophyd.sim: NumpySeqHandler).
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
