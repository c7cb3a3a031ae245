package org.carelay.practice.google;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often which operation was called, refused calls included. */
public final class CallCounts {
  private final Map<String, LongAdder> operations = new ConcurrentHashMap<>();
  private final Map<CallKind, LongAdder> kinds = new ConcurrentHashMap<>();

  CallCounts() {}

  void count(String operation, CallKind kind) {
    operations.computeIfAbsent(operation, _ -> new LongAdder()).increment();
    kinds.computeIfAbsent(kind, _ -> new LongAdder()).increment();
  }

  /**
   * @param operation as Google names it, such as {@code values.batchGet}
   */
  public long of(String operation) {
    var count = operations.get(operation);
    return count == null ? 0 : count.sum();
  }

  public long of(CallKind kind) {
    var count = kinds.get(kind);
    return count == null ? 0 : count.sum();
  }

  /** All operations so far, by name. */
  public Map<String, Long> all() {
    var result = new TreeMap<String, Long>();
    operations.forEach((name, count) -> result.put(name, count.sum()));
    return result;
  }
}
