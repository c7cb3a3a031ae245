package org.carelay.connector;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small durable notes of one connection, shared by its triggers and actions and by all nodes. A
 * write is committed when the call returns, so a note made before an outside change is never
 * missing after it. Example: the hash of a row that an action is about to write, so that the
 * trigger knows it for our own.
 */
public interface Memory {
  @Nullable String get(String key);

  /** All notes whose key starts with {@code prefix}. */
  Map<String, String> startingWith(String prefix);

  void put(String key, String value);

  void remove(String key);
}
