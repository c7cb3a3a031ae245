package org.carelay.sheets;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/**
 * A note in the connection's memory that a row is about to be added, so that a lost answer can be
 * looked up.
 *
 * @param effect the effect's key
 * @param rowsBefore how many such rows there were, where the sheet had to be counted; null where a
 *     mark in the spreadsheet tells
 */
record Addition(String spreadsheet, String effect, @Nullable Integer rowsBefore, Instant at) {
  private static final String PREFIX = "append/";

  /** The mark's id: positive, and the same for every attempt. */
  int markId() {
    return Math.max(1, (int) Long.parseLong(effect.substring(0, 8), 16) & Integer.MAX_VALUE);
  }

  static @Nullable Addition of(Memory memory, String spreadsheet, String effect) {
    var text = memory.get(key(spreadsheet, effect));
    return text == null ? null : read(spreadsheet, effect, text);
  }

  static List<Addition> of(Memory memory, String spreadsheet) {
    var prefix = key(spreadsheet, "");
    var result = new ArrayList<Addition>();
    memory
        .startingWith(prefix)
        .forEach(
            (key, text) -> result.add(read(spreadsheet, key.substring(prefix.length()), text)));
    return result;
  }

  void keep(Memory memory) {
    var json = new JsonObject();
    json.addProperty("at", at.toEpochMilli());
    if (rowsBefore != null) {
      json.addProperty("rowsBefore", rowsBefore);
    }
    memory.put(key(spreadsheet, effect), json.toString());
  }

  void forget(Memory memory) {
    memory.remove(key(spreadsheet, effect));
  }

  private static String key(String spreadsheet, String effect) {
    return PREFIX + spreadsheet + "/" + effect;
  }

  private static Addition read(String spreadsheet, String effect, String text) {
    var json = JsonParser.parseString(text).getAsJsonObject();
    return new Addition(
        spreadsheet,
        effect,
        json.has("rowsBefore") ? json.get("rowsBefore").getAsInt() : null,
        Instant.ofEpochMilli(json.get("at").getAsLong()));
  }
}
