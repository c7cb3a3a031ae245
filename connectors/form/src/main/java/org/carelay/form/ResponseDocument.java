package org.carelay.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.PageTrigger;

/** The answers as a FHIR R4 QuestionnaireResponse. */
final class ResponseDocument {
  private ResponseDocument() {}

  static Map<String, Object> of(Form form, Reading reading, PageTrigger.Visit visit) {
    var response = new LinkedHashMap<String, Object>();
    response.put("resourceType", "QuestionnaireResponse");
    response.put("status", "completed");
    response.put("authored", visit.at().toString());
    response.put("language", form.languageOrEnglish());
    if (visit.guest() != null && visit.guest().subject() != null) {
      response.put("subject", Map.of("identifier", Map.of("value", visit.guest().subject())));
    }
    response.put("item", items(form.item(), reading));
    return response;
  }

  private static List<Object> items(List<Item> items, Reading reading) {
    var list = new ArrayList<Object>();
    for (var item : items) {
      var asked = reading.of(item);
      if (asked == null) {
        continue;
      }
      var json = new LinkedHashMap<String, Object>();
      json.put("linkId", item.linkId());
      json.put("text", item.text());
      if (!asked.answers().isEmpty()) {
        json.put("answer", asked.answers().stream().map(value -> answer(item, value)).toList());
      }
      if (!item.inside().isEmpty()) {
        json.put("item", items(item.inside(), reading));
      }
      list.add(json);
    }
    return list;
  }

  private static Map<String, Object> answer(Item item, Object value) {
    if (value instanceof Map<?, ?> coding && coding.get("code") == null) {
      return Map.of("valueString", String.valueOf(coding.get("display")));
    }
    var name =
        switch (item.type()) {
          case BOOLEAN -> "valueBoolean";
          case DECIMAL -> "valueDecimal";
          case INTEGER -> "valueInteger";
          case DATE -> "valueDate";
          case DATE_TIME -> "valueDateTime";
          case TIME -> "valueTime";
          case CHOICE, OPEN_CHOICE -> "valueCoding";
          case STRING, TEXT, GROUP, DISPLAY -> "valueString";
        };
    return Map.of(name, value);
  }
}
