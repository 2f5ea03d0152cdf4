package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.blueskyspark.errors.ArchiveException;
import io.github.blueskyspark.errors.Location;
import java.io.IOException;
import java.lang.reflect.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An array of unequal rows, which Tiled stores as Awkward buffers: a row of the database for each
 * batch of events, with offsets for each uneven axis and all elements in one list.
 */
final class RaggedRows implements RowArrays {
  private static final Pattern BUFFER = Pattern.compile("node(\\d+)-(offsets|data)");
  private static final int UNEVEN = -1;

  private record Buffer(int node, int index, boolean isData) {}

  private final String name;
  private final ResultSet chunks;
  private final int[] axes;
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<Object> offsets = new ArrayList<>();
  private Object elements = new Object[0];
  private int row;
  private int rowsInChunk;

  /**
   * @param chunks its rows by chunk; the caller closes the query
   */
  RaggedRows(DataNode node, ResultSet chunks) throws SQLException {
    this.name = node.key();
    this.chunks = chunks;
    JsonNode shape = node.structure().path("shape");
    axes = new int[Math.max(0, shape.size() - 1)];
    for (int i = 0; i < axes.length; i++) {
      axes[i] = shape.get(i + 1).isNull() ? UNEVEN : shape.get(i + 1).asInt();
    }
    ResultSetMetaData columns = chunks.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      Matcher m = BUFFER.matcher(columns.getColumnName(i).toLowerCase(Locale.ROOT));
      if (m.matches()) {
        int number = m.group(1).length() < 9 ? Integer.parseInt(m.group(1)) : Integer.MAX_VALUE;
        buffers.add(new Buffer(number, i, m.group(2).equals("data")));
      }
    }
    buffers.sort(Comparator.comparingInt(Buffer::node));
  }

  @Override
  public void writeNext(String key, JsonGenerator to) throws SQLException, IOException {
    while (row >= rowsInChunk) {
      if (!chunks.next()) {
        return;
      }
      take();
    }
    to.writeFieldName(key);
    write(to, 0, row, 0);
    row++;
  }

  private void take() throws SQLException {
    offsets.clear();
    for (Buffer b : buffers) {
      Object list = plain(chunks.getObject(b.index()));
      if (b.isData()) {
        elements = list;
      } else {
        offsets.add(list);
      }
    }
    row = 0;
    long even = 1;
    for (int axis = 0; axis < axes.length && axes[axis] != UNEVEN; axis++) {
      even = Math.max(1, even * axes[axis]);
    }
    boolean isUneven = !offsets.isEmpty();
    int all = isUneven ? Array.getLength(offsets.get(0)) - 1 : Array.getLength(elements);
    rowsInChunk = (int) (all / even);
  }

  private static Object plain(Object value) throws SQLException {
    if (value instanceof java.sql.Array array) {
      return array.getArray();
    }
    if (value instanceof List<?> list) {
      return list.toArray();
    }
    return value != null && value.getClass().isArray() ? value : new Object[0];
  }

  /** Writes the part at one index of one axis, with the uneven axes before it. */
  private void write(JsonGenerator to, int axis, long index, int uneven)
      throws SQLException, IOException {
    if (axis == axes.length) {
      if (index < 0 || index >= Array.getLength(elements)) {
        throw damaged("element " + index + " of " + Array.getLength(elements));
      }
      SqlValues.write(to, Array.get(elements, (int) index));
      return;
    }
    boolean isUneven = axes[axis] == UNEVEN;
    long from = isUneven ? offset(uneven, index) : index * axes[axis];
    long end = isUneven ? offset(uneven, index + 1) : from + axes[axis];
    if (from < 0 || end < from || end - from > Array.getLength(elements)) {
      throw damaged("elements " + from + " to " + end);
    }
    to.writeStartArray();
    for (long i = from; i < end; i++) {
      write(to, axis + 1, i, isUneven ? uneven + 1 : uneven);
    }
    to.writeEndArray();
  }

  private long offset(int uneven, long index) {
    Object list = uneven < offsets.size() ? offsets.get(uneven) : new Object[0];
    if (index < 0 || index >= Array.getLength(list)) {
      throw damaged("offset " + index + " of " + Array.getLength(list));
    }
    return Array.get(list, (int) index) instanceof Number n ? n.longValue() : -1;
  }

  private ArchiveException damaged(String found) {
    return new ArchiveException(
        Location.of("ragged array '" + name + "'"),
        "read a row",
        "its buffers end before " + found,
        "Write the run again");
  }
}
