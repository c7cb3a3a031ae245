package org.carelay.connector.testkit;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.carelay.connector.Memory;
import org.jspecify.annotations.Nullable;

/** Notes that last as long as the test. */
public final class InMemoryMemory implements Memory {
  private final ConcurrentSkipListMap<String, String> notes = new ConcurrentSkipListMap<>();

  @Override
  public @Nullable String get(String key) {
    return notes.get(key);
  }

  @Override
  public Map<String, String> startingWith(String prefix) {
    return Map.copyOf(notes.subMap(prefix, prefix + Character.MAX_VALUE));
  }

  @Override
  public void put(String key, String value) {
    notes.put(key, value);
  }

  @Override
  public void remove(String key) {
    notes.remove(key);
  }
}
