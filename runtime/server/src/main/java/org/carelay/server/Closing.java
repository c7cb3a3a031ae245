package org.carelay.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes things in the opposite order of their start, each whatever becomes of the others. */
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private record Part(String name, AutoCloseable closeable) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  /** Called from the starting thread only. */
  <T extends AutoCloseable> T add(String name, T closeable) {
    parts.push(new Part(name, closeable));
    return closeable;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      var part = parts.pop();
      try {
        part.closeable().close();
      } catch (Exception e) {
        log.warn("Stopping {} failed", part.name(), e);
      }
    }
  }
}
