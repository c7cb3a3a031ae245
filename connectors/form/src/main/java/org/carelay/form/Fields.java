package org.carelay.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of the fields on the page. Those of the page itself begin with _. */
final class Fields {
  /** Which button was pressed. */
  static final String ACTION = "_action";

  /** The questions that were on the page. */
  static final String SHOWN = "_shown";

  /** Chosen where an answer of one's own is given; no option's code begins like it. */
  static final String OTHER = "_other";

  private Fields() {}

  static String of(Item item) {
    return "q:" + item.linkId();
  }

  static String otherOf(Item item) {
    return "o:" + item.linkId();
  }

  /** Only the answers, as they were filled in. */
  static Map<String, List<String>> answers(Map<String, List<String>> sent) {
    var answers = new LinkedHashMap<>(sent);
    answers.keySet().removeIf(name -> name.startsWith("_"));
    return answers;
  }

  static String first(Map<String, List<String>> sent, String name) {
    var values = sent.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }
}
