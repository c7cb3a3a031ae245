package org.carelay.sheets;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.Notice;

/** Notices as stored text. */
final class NoticeText {
  private NoticeText() {}

  static List<Notice> read(String text) {
    var notices = new ArrayList<Notice>();
    for (var element : JsonParser.parseString(text).getAsJsonArray()) {
      var json = element.getAsJsonObject();
      notices.add(
          new Notice(
              json.get("key").getAsString(),
              json.get("code").getAsString(),
              json.get("pausing").getAsBoolean(),
              json.get("message").getAsString()));
    }
    return notices;
  }

  static String write(List<Notice> notices) {
    var array = new JsonArray();
    for (var notice : notices) {
      var json = new JsonObject();
      json.addProperty("key", notice.key());
      json.addProperty("code", notice.code());
      json.addProperty("pausing", notice.pausing());
      json.addProperty("message", notice.message());
      array.add(json);
    }
    return array.toString();
  }
}
