package org.carelay.sheets;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/**
 * A note in the connection's memory that we are about to change a row, so that the change is known
 * for our own when it is seen. Holds fingerprints only.
 *
 * @param id unique
 * @param sheet the sheet's name as compared
 * @param row which row; null for one that is added
 * @param cells fingerprints of what is written, by column name
 * @param done whether the write was acknowledged; until then it may or may not come
 */
record OwnWrite(
    String id,
    String sheet,
    @Nullable RowKey row,
    Map<String, String> cells,
    boolean done,
    Instant at) {
  private static final String PREFIX = "own/";

  /**
   * Names a row by the values of some columns, which need not be the trigger's key.
   *
   * @param columns names as compared
   * @param print of their texts, in this order
   */
  record RowKey(List<String> columns, String print) {}

  /** All notes about a spreadsheet. */
  static List<OwnWrite> of(Memory memory, String spreadsheet) {
    var prefix = PREFIX + spreadsheet + "/";
    var notes = new ArrayList<OwnWrite>();
    memory
        .startingWith(prefix)
        .forEach((key, value) -> notes.add(read(key.substring(prefix.length()), value)));
    return notes;
  }

  void keep(Memory memory, String spreadsheet) {
    memory.put(PREFIX + spreadsheet + "/" + id, write());
  }

  void forget(Memory memory, String spreadsheet) {
    memory.remove(PREFIX + spreadsheet + "/" + id);
  }

  OwnWrite acknowledged(boolean acknowledged) {
    return new OwnWrite(id, sheet, row, cells, acknowledged, at);
  }

  /** The fingerprint of a value in a column, as in {@link #cells}. */
  static String print(String column, @Nullable Object value) {
    return Fingerprint.shown(Fingerprint.cell(column, Cells.text(value)));
  }

  private String write() {
    var json = new JsonObject();
    json.addProperty("sheet", sheet);
    if (row != null) {
      var columns = new JsonArray();
      row.columns().forEach(columns::add);
      json.add("columns", columns);
      json.addProperty("row", row.print());
    }
    var written = new JsonObject();
    cells.forEach(written::addProperty);
    json.add("cells", written);
    json.addProperty("done", done);
    json.addProperty("at", at.toEpochMilli());
    return json.toString();
  }

  private static OwnWrite read(String id, String text) {
    var json = JsonParser.parseString(text).getAsJsonObject();
    RowKey row = null;
    if (json.has("row")) {
      var columns = new ArrayList<String>();
      json.getAsJsonArray("columns").forEach(name -> columns.add(name.getAsString()));
      row = new RowKey(columns, json.get("row").getAsString());
    }
    var cells = new LinkedHashMap<String, String>();
    json.getAsJsonObject("cells")
        .entrySet()
        .forEach(cell -> cells.put(cell.getKey(), cell.getValue().getAsString()));
    return new OwnWrite(
        id,
        json.get("sheet").getAsString(),
        row,
        cells,
        json.get("done").getAsBoolean(),
        Instant.ofEpochMilli(json.get("at").getAsLong()));
  }
}
