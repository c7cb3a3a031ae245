package org.carelay.engine.run;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.carelay.recipe.Scope;

/** The names in scope at one level of a recipe; an inner level sees the outer one's steps. */
final class Frame {
  private final Map<String, Object> names;
  private final Map<String, Object> steps;

  private Frame(Map<String, Object> names, Map<String, Object> steps) {
    this.names = names;
    this.steps = steps;
  }

  static Frame of(Run run) {
    var names = new HashMap<>(run.data());
    var event = new HashMap<>(run.data());
    event.put("key", run.eventKey());
    event.put("occurredAt", run.occurredAt().toString());
    names.put("event", event);
    names.put(
        "run",
        Map.of("id", run.key().id().toString(), "startedAt", run.key().acceptedAt().toString()));
    names.put(
        "recipe",
        Map.of("id", run.recipe().id(), "title", run.recipe().title(), "version", run.version()));
    return new Frame(names, Collections.synchronizedMap(new HashMap<>()));
  }

  /** A level below, with one more name; its steps are not seen here. */
  Frame with(String name, Object value) {
    var inner = new HashMap<>(names);
    inner.put(name, value);
    return new Frame(inner, Collections.synchronizedMap(snapshot()));
  }

  /** A level below whose only names are these. */
  Frame only(Map<String, Object> event) {
    var inner = new HashMap<>(event);
    inner.put("event", event);
    for (String kept : new String[] {"run", "recipe"}) {
      inner.put(kept, names.getOrDefault(kept, Map.of()));
    }
    return new Frame(inner, Collections.synchronizedMap(new HashMap<>()));
  }

  void put(String step, Object output) {
    steps.put(step, output);
  }

  Map<String, Object> snapshot() {
    synchronized (steps) {
      return new HashMap<>(steps);
    }
  }

  Scope scope(Instant now, ZoneId zone) {
    var all = new HashMap<>(names);
    all.put("steps", snapshot());
    all.put("now", now.toString());
    return new Scope(all, now, zone);
  }
}
