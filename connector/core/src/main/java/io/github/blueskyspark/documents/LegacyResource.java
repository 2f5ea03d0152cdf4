package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
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

  /** Group of an Eiger master: its links {@code data_000001} and so on are one array. */
  private static final String EIGER = "/entry/data";

  private static final String EIGER_NAMES = "_{:d}_master.h5";

  /** Specs that pick a channel, counted from 1, out of frames {@code (channel, bin)}. */
  private static final Set<String> CHANNELS = Set.of("XSP", "XSP3", "XPS3");

  /** Specs of files of which each is one row (area_detector_handlers: BulkXSPRESS). */
  private static final Set<String> WHOLE_FILE =
      Set.of("XSP3_FLY", "XPS3_FLY", "DEXELA_FLY_V1", "MERLIN_FLY", "MERLIN_FLY_STREAM_V1");

  private static final String NPY = "multipart/related;type=application/x-npy";
  private static final String NPY_NAMES = "%s_%d.npy";
  private static final String FRAME = "frame";
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
          Map.entry("ZEBRA_HDF51_FLY_STREAM_V1", ""),
          Map.entry("AD_EIGER", EIGER),
          Map.entry("AD_EIGER2", EIGER),
          Map.entry("AD_EIGER_SLICE", EIGER),
          Map.entry("XSP3_FLY", XSPRESS),
          Map.entry("XPS3_FLY", XSPRESS),
          Map.entry("DEXELA_FLY_V1", XSPRESS),
          Map.entry("MERLIN_FLY", XSPRESS),
          Map.entry("MERLIN_FLY_STREAM_V1", XSPRESS));

  /** Specs whose path is a directory and whose template names the files in it. */
  private static final Set<String> IN_DIRECTORY = Set.of("AD_TIFF", "AD_HDF5_SINGLE");

  private LegacyResource() {}

  /** The resource as a stream resource of one key. */
  static StreamResource of(ObjectNode doc, String dataKey) throws MalformedDocument {
    return of(doc, dataKey, JsonNodeFactory.instance.objectNode());
  }

  /**
   * The same for a key whose datums say more than their row: {@code channel} of an Xspress3, {@code
   * target} of its fly scans (area_detector_handlers: Xspress3HDF5Handler, BulkXSPRESS).
   */
  static StreamResource of(ObjectNode doc, String dataKey, ObjectNode datum)
      throws MalformedDocument {
    String uid = Json.text(doc, "uid");
    String spec = spec(doc);
    ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    if (doc.get("resource_kwargs") instanceof ObjectNode kwargs) {
      parameters.setAll(kwargs);
    }
    String mimetype = mimetype(spec, parameters);
    JsonNode channel = datum.path("channel");
    if (CHANNELS.contains(spec) && channel.canConvertToInt() && channel.asInt() > 0) {
      parameters.put("slice", ":," + (channel.asInt() - 1));
    }
    String target = datum.path("target").asText("data");
    if (WHOLE_FILE.contains(spec) && !target.equals("data")) {
      parameters.put("dataset", "/entry/instrument/detector/NDAttributes/" + target);
    }
    if (isEiger(spec)) {
      // one master file a datum; how many frames its data files hold is no number of frames a row
      parameters.remove("frame_per_point");
      parameters.put("template", EIGER_NAMES);
    }
    if (IN_DIRECTORY.contains(spec) && parameters.path("template").isTextual()) {
      parameters.put("template", inDirectory(parameters.get("template").asText()));
    }
    return new StreamResource(uid, dataKey, mimetype, uri(doc), renamed(mimetype, parameters));
  }

  private static String spec(ObjectNode doc) throws MalformedDocument {
    return Json.text(doc, "spec").toUpperCase(Locale.ROOT);
  }

  private static boolean isEiger(String spec) {
    return EIGER.equals(HDF5_SPECS.get(spec));
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
   * sequence says {@code index} (ophyd.sim: NumpySeqHandler), an Eiger the number of its master
   * file; a file that is one row has row 0 only.
   *
   * @param doc the resource
   */
  static long index(ObjectNode doc, ObjectNode kwargs, long seqNum) throws MalformedDocument {
    String spec = spec(doc);
    if (WHOLE_FILE.contains(spec)) {
      return 0;
    }
    OptionalLong master = isEiger(spec) ? number(kwargs.get("seq_id")) : OptionalLong.empty();
    return master.isPresent() ? master.getAsLong() : index(kwargs, seqNum);
  }

  /** The same for specs that have no way of their own. */
  static long index(ObjectNode kwargs, long seqNum) {
    for (String name : new String[] {"indices", "point_number", "index", FRAME}) {
      OptionalLong said = number(kwargs.get(name));
      if (said.isPresent()) {
        return said.getAsLong();
      }
    }
    return seqNum - 1;
  }

  /** Whether a datum's row is its {@code frame}, which may start again from 0. */
  static boolean isFrame(ObjectNode kwargs) {
    ObjectNode others = kwargs.deepCopy();
    others.remove(FRAME);
    return number(kwargs.get(FRAME)).isPresent() && index(others, 0) == -1;
  }

  private static OptionalLong number(JsonNode value) {
    JsonNode said = value;
    if (said instanceof ObjectNode range && range.has("start")) {
      said = range.get("start");
    } else if (said != null && said.isArray() && !said.isEmpty()) {
      said = said.get(0);
    }
    return said != null && said.canConvertToLong() && said.isIntegralNumber()
        ? OptionalLong.of(said.asLong())
        : OptionalLong.empty();
  }
}
