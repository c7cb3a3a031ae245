package org.carelay.engine.trigger;

import java.time.Instant;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger's expressions see of an event: its data by name, all of it as {@code event}, and
 * {@code now}. Most conditions look at one field, so that the rest is made when it is asked for.
 */
final class EventNames extends AbstractMap<String, Object> {
  private final TriggerEvent event;
  private final Instant now;
  private @Nullable Map<String, Object> all;

  EventNames(TriggerEvent event, Instant now) {
    this.event = event;
    this.now = now;
  }

  private Map<String, Object> all() {
    if (all == null) {
      var whole = new HashMap<>(event.data());
      whole.put("key", event.key());
      whole.put("occurredAt", event.occurredAt().toString());
      all = new HashMap<>(event.data());
      all.put("event", whole);
      all.put("now", now.toString());
    }
    return all;
  }

  private static boolean isOurs(@Nullable Object name) {
    return "event".equals(name) || "now".equals(name);
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return isOurs(name) ? all().get(name) : event.data().get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return isOurs(name) || event.data().containsKey(name);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return all().entrySet();
  }
}
