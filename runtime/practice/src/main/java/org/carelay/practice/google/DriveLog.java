package org.carelay.practice.google;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Drive's change log. As in the real one an entry stands for the file's current state: a newer
 * entry of the same file replaces the older one. It may show a change later than Sheets does.
 */
final class DriveLog {
  /** One entry; {@code removed} when the service account can no longer see the file. */
  record Entry(
      long sequence, String fileId, @Nullable String driveId, boolean removed, Instant at) {}

  private final Clock clock;
  private final Map<String, List<Entry>> entries = new HashMap<>();
  private long lastSequence;
  private Duration lag = Duration.ZERO;

  DriveLog(Clock clock) {
    this.clock = clock;
  }

  synchronized void lag(Duration duration) {
    lag = duration;
  }

  synchronized long nextSequence() {
    return ++lastSequence;
  }

  synchronized void reload(Spreadsheet spreadsheet) {
    lastSequence = Math.max(lastSequence, spreadsheet.stamp().sequence());
    record(spreadsheet);
  }

  synchronized void record(Spreadsheet spreadsheet) {
    var known = entries.computeIfAbsent(spreadsheet.id(), _ -> new ArrayList<>());
    known.add(
        new Entry(
            spreadsheet.stamp().sequence(),
            spreadsheet.id(),
            spreadsheet.properties().driveId(),
            spreadsheet.access() != Spreadsheet.Access.EDITOR,
            spreadsheet.stamp().modified()));
    var visible = known.stream().filter(this::isVisible).toList();
    known.removeAll(visible.subList(0, Math.max(0, visible.size() - 1)));
  }

  /** The token that stands for "nothing after now". */
  synchronized long startToken() {
    return entries.values().stream()
            .flatMap(List::stream)
            .filter(this::isVisible)
            .mapToLong(Entry::sequence)
            .max()
            .orElse(0)
        + 1;
  }

  /** Visible entries from the token on, one for each file, oldest first. */
  synchronized List<Entry> since(long token, @Nullable String driveId) {
    return entries.values().stream()
        .flatMap(known -> known.stream().filter(this::isVisible).reduce((_, last) -> last).stream())
        .filter(entry -> entry.sequence() >= token)
        .filter(
            entry -> driveId == null ? entry.driveId() == null : driveId.equals(entry.driveId()))
        .sorted(Comparator.comparingLong(Entry::sequence))
        .toList();
  }

  private boolean isVisible(Entry entry) {
    return !entry.at().plus(lag).isAfter(clock.instant());
  }
}
