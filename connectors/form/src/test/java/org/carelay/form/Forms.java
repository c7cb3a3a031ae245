package org.carelay.form;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.PageTrigger.Guest;
import org.carelay.connector.PageTrigger.Outcome;
import org.carelay.connector.PageTrigger.Visit;
import org.carelay.recipe.Binder;
import org.carelay.recipe.BindingException;
import org.jspecify.annotations.Nullable;

/** Forms and visits for tests, as a recipe and a browser would give them. */
final class Forms {
  static final SubmittedTrigger TRIGGER = new SubmittedTrigger();
  static final Guest ANA = new Guest("inv-1", "MRN-1");

  private Forms() {}

  static Map<String, Object> item(String linkId, String type, Object... more) {
    var item = new LinkedHashMap<String, Object>();
    item.put("linkId", linkId);
    item.put("type", type);
    item.put("text", "About " + linkId);
    for (int i = 0; i < more.length; i += 2) {
      item.put((String) more[i], more[i + 1]);
    }
    return item;
  }

  @SafeVarargs
  static Map<String, Object> form(Map<String, Object>... items) {
    return Map.of("form", Map.of("title", "After your visit", "item", List.of(items)));
  }

  static SubmittedTrigger.Input input(Map<String, Object> written) {
    try {
      return Binder.bind(written, SubmittedTrigger.Input.class);
    } catch (BindingException e) {
      throw new AssertionError(e.problems().toString());
    }
  }

  /** What a browser posts: names and values, several of a name for checkboxes. */
  static Map<String, List<String>> sent(String... namesAndValues) {
    var sent = new LinkedHashMap<String, List<String>>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      sent.put(namesAndValues[i], Arrays.asList(namesAndValues[i + 1].split("\\|")));
    }
    return sent;
  }

  static Outcome visit(
      Map<String, Object> written,
      @Nullable Map<String, List<String>> sent,
      @Nullable Guest guest) {
    return visit(written, sent, Map.of(), guest);
  }

  static Outcome visit(
      Map<String, Object> written,
      @Nullable Map<String, List<String>> sent,
      Map<String, Object> draft,
      @Nullable Guest guest) {
    return TRIGGER.visit(
        new Visit(
            sent,
            draft,
            guest,
            "key-1",
            Instant.parse("2026-11-22T15:00:00Z"),
            ZoneId.of("America/New_York")),
        input(written));
  }

  /** The HTML of a page that asks. */
  static String shown(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Shown(var page) -> page.content();
      case Outcome.Saved(var draft, var page) -> page.content();
      case Outcome.Answered answered -> throw new AssertionError("Answered: " + answered.data());
    };
  }

  static Map<String, Object> answered(Outcome outcome) {
    if (outcome instanceof Outcome.Answered(var data, var thanks)) {
      return data;
    }
    throw new AssertionError(shown(outcome));
  }
}
