package org.carelay.recipe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * The names an expression can see, and its time. The same scope always gives the same result.
 *
 * @param names JSON values by name: {@code event}, {@code row}, {@code steps}... {@code now} is
 *     added as ISO-8601 text where it is not given. Values must not change while the scope is in
 *     use.
 * @param now what {@code $now()} and dates are relative to
 * @param zone for dates without a zone of their own
 */
public record Scope(Map<String, Object> names, Instant now, ZoneId zone) {
  public Scope {
    if (!names.containsKey("now")) {
      names = new HashMap<>(names);
      names.put("now", now.toString());
    }
  }

  /** This scope with one more name, such as the element of a loop. */
  public Scope with(String name, Object value) {
    var more = new HashMap<>(names);
    more.put(name, value);
    return new Scope(more, now, zone);
  }
}
