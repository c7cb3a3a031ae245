package org.carelay.form;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.carelay.connector.InputProblem;
import org.jspecify.annotations.Nullable;

/**
 * Everything wrong with a form as it is written in a recipe. Types and missing properties have been
 * checked before; values with {@code {{ }}} are null here.
 */
final class FormCheck {
  private static final Pattern ADDRESS = Pattern.compile("[a-z0-9](-?[a-z0-9]){0,59}");
  private static final Pattern LINK_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final int MOST_ITEMS = 200;
  private static final int DEEPEST = 5;

  private final List<InputProblem> problems = new ArrayList<>();

  /** The questions so far, by link id: conditions may only look back. */
  private final Map<String, Map<?, ?>> earlier = new HashMap<>();

  private int items;

  private FormCheck() {}

  /**
   * @param written what holds {@code form}, and perhaps {@code open}
   */
  static List<InputProblem> of(Map<String, Object> written) {
    var check = new FormCheck();
    if (written.get("open") instanceof String address && !ADDRESS.matcher(address).matches()) {
      check.add(
          "/open",
          "address-not-possible",
          "An address has small letters, digits and single - between them, and at most 60 of them.");
    }
    if (written.get("form") instanceof Map<?, ?> form) {
      check.form(form);
    }
    return check.problems;
  }

  private void add(String pointer, String code, String message) {
    problems.add(new InputProblem(pointer, code, message));
  }

  private void form(Map<?, ?> form) {
    for (var name : new String[] {"title", "thanks", "language"}) {
      if (form.containsKey(name) && form.get(name) == null) {
        add(
            "/form/" + name,
            "form-text-fixed",
            "This text is the same for everybody: {{ }} has no place in it.");
      }
    }
    if (form.get("title") instanceof String title && title.isBlank()) {
      add("/form/title", "text-empty", "Give the page a heading.");
    }
    if (form.get("language") instanceof String tag
        && Locale.forLanguageTag(tag).getLanguage().isEmpty()) {
      add("/form/language", "language-unknown", "Write a language such as en or es.");
    }
    items(form.get("item"), "/form/item", 1);
  }

  private void items(@Nullable Object list, String pointer, int depth) {
    var all = list instanceof List<?> several ? several : list == null ? List.of() : List.of(list);
    if (all.isEmpty()) {
      add(pointer, "no-questions", "There is nothing to answer: add a question.");
    }
    if (depth > DEEPEST) {
      add(pointer, "too-deep", "Groups hold groups at most " + DEEPEST + " deep.");
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i) instanceof Map<?, ?> item) {
        item(item, pointer + "/" + i, depth);
      }
    }
    if (depth == 1 && items > MOST_ITEMS) {
      add(pointer, "too-many-questions", "A form has at most " + MOST_ITEMS + " items.");
    }
  }

  private void item(Map<?, ?> item, String pointer, int depth) {
    items++;
    var type = type(item);
    if (item.get("text") instanceof String text && text.isBlank()) {
      add(pointer + "/text", "text-empty", "Say what the person reads.");
    }
    new ConditionCheck(problems, earlier).of(item, pointer);
    linkId(item, pointer);
    if (type == null) {
      return;
    }
    new ItemCheck(problems, item, type, pointer).check();
    if (type == Item.Type.GROUP) {
      items(item.get("item"), pointer + "/item", depth + 1);
    }
  }

  private void linkId(Map<?, ?> item, String pointer) {
    if (!(item.get("linkId") instanceof String linkId)) {
      if (item.containsKey("linkId")) {
        add(pointer + "/linkId", "link-id-fixed", "A link id is fixed: {{ }} has no place in it.");
      }
      return;
    }
    if (!LINK_ID.matcher(linkId).matches()) {
      add(
          pointer + "/linkId",
          "bad-link-id",
          "A link id has letters, digits, _, - and dots, and at most 64 of them.");
    } else if (earlier.put(linkId, item) != null) {
      add(pointer + "/linkId", "duplicate-link-id", "Two items have this link id.");
    }
  }

  /** Null where it is not known; the language has said so. */
  static Item.@Nullable Type type(Map<?, ?> item) {
    if (item.get("type") instanceof String written) {
      var plain = written.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
      for (var type : Item.Type.values()) {
        if (type.name().toLowerCase(Locale.ROOT).replace("_", "").equals(plain)) {
          return type;
        }
      }
    }
    return null;
  }

  /** The codes of an item's options, as written. */
  static List<String> codes(Map<?, ?> item) {
    var codes = new ArrayList<String>();
    if (item.get("answerOption") instanceof List<?> options) {
      for (var option : options) {
        var code = code(option);
        if (code != null) {
          codes.add(code);
        }
      }
    }
    return codes;
  }

  private static @Nullable String code(@Nullable Object option) {
    if (option instanceof Map<?, ?> map) {
      var coding = map.get("valueCoding") instanceof Map<?, ?> c ? c.get("code") : null;
      var code = map.get("code") == null ? coding : map.get("code");
      return (code == null ? map.get("valueString") : code) instanceof String text ? text : null;
    }
    return option instanceof String text ? text : null;
  }
}
