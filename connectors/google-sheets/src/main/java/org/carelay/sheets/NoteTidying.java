package org.carelay.sheets;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.connector.Memory;

/** Now and then clears away notes about spreadsheets that no recipe follows. */
final class NoteTidying {
  private static final int EVERY = 100;
  private static final Duration LIFE = Duration.ofDays(1);
  private final AtomicInteger writes = new AtomicInteger();

  /** Call after each write. */
  void after(Memory memory, String spreadsheet, Instant now) {
    if (writes.incrementAndGet() % EVERY == 0) {
      OwnWrite.of(memory, spreadsheet).stream()
          .filter(note -> note.at().plus(LIFE).isBefore(now))
          .forEach(note -> note.forget(memory, spreadsheet));
      Addition.of(memory, spreadsheet).stream()
          .filter(addition -> addition.at().plus(LIFE).isBefore(now))
          .forEach(addition -> addition.forget(memory));
    }
  }
}
