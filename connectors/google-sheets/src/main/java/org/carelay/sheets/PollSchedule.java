package org.carelay.sheets;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.StateChange;
import org.jspecify.annotations.Nullable;

/** What the poller itself remembers: Drive's page tokens, and when to read which spreadsheet. */
final class PollSchedule {
  /** Drive may miss a change, such as a formula's that hangs on another spreadsheet. */
  private static final Duration SWEEP = Duration.ofMinutes(15);

  private static final String TOKEN = "token/";
  private static final String FILE = "file/";
  private static final String DRIVE_OFF = "drive-off";
  private static final String NONE = "-";

  private final Map<String, String> stored;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, FileTimes> files = new HashMap<>();
  private @Nullable Instant driveOff;

  /**
   * @param read when the values were last read
   * @param due when to read them again at the latest
   * @param drive the shared drive it lies in, empty for none; null while that is not known
   */
  private record FileTimes(@Nullable Instant read, @Nullable Instant due, @Nullable String drive) {
    String write() {
      return write(read) + " " + write(due) + " " + (drive == null ? NONE : "/" + drive);
    }

    private static String write(@Nullable Instant at) {
      return at == null ? NONE : Long.toString(at.toEpochMilli());
    }

    static FileTimes parse(String text) {
      var parts = text.split(" ", 3);
      return new FileTimes(
          instant(parts[0]),
          instant(parts[1]),
          parts[2].equals(NONE) ? null : parts[2].substring(1));
    }
  }

  private static final FileTimes NEW = new FileTimes(null, null, null);

  PollSchedule(Map<String, String> stored, Set<String> spreadsheets) {
    this.stored = stored;
    stored.forEach(
        (key, value) -> {
          if (key.startsWith(TOKEN)) {
            tokens.put(key.substring(TOKEN.length()), value);
          } else if (key.startsWith(FILE) && spreadsheets.contains(key.substring(FILE.length()))) {
            files.put(key.substring(FILE.length()), FileTimes.parse(value));
          } else if (key.equals(DRIVE_OFF)) {
            driveOff = instant(value);
          }
        });
  }

  private static @Nullable Instant instant(String millis) {
    return millis.equals(NONE) ? null : Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private FileTimes file(String id) {
    return files.getOrDefault(id, NEW);
  }

  /** Where Drive's change log of a shared drive, or of My Drive (empty), was read to. */
  @Nullable String token(String drive) {
    return tokens.get(drive);
  }

  void token(String drive, String token) {
    tokens.put(drive, token);
  }

  boolean isDriveOff(Instant now) {
    return driveOff != null && driveOff.isAfter(now);
  }

  void driveOff(Instant until) {
    driveOff = until;
  }

  @Nullable String drive(String id) {
    return file(id).drive();
  }

  void drive(String id, String drive) {
    files.put(id, new FileTimes(file(id).read(), file(id).due(), drive));
  }

  boolean isDue(String id, Instant now) {
    var file = file(id);
    return isSweep(id, now) || (file.due() != null && !file.due().isAfter(now));
  }

  private boolean isSweep(String id, Instant now) {
    var read = file(id).read();
    return read == null || Duration.between(read, now).abs().compareTo(SWEEP) >= 0;
  }

  /** The spreadsheet that was not read for the longest time comes first. */
  Instant lastRead(String id) {
    var read = file(id).read();
    return read == null ? Instant.MIN : read;
  }

  void read(String id, Instant now, @Nullable Instant again) {
    // Asked anew at each sweep, since a file may be moved to another drive.
    var drive = isSweep(id, now) && file(id).read() != null ? null : file(id).drive();
    files.put(id, new FileTimes(now, again, drive));
  }

  void postpone(String id, Instant until) {
    files.put(id, new FileTimes(file(id).read(), until, file(id).drive()));
  }

  /** The earliest time at which something is due; null if nothing is. */
  @Nullable Instant next() {
    return files.values().stream()
        .map(FileTimes::due)
        .filter(due -> due != null)
        .min(Instant::compareTo)
        .orElse(null);
  }

  List<StateChange> changes() {
    var next = new HashMap<String, String>();
    tokens.forEach((drive, token) -> next.put(TOKEN + drive, token));
    files.forEach((id, times) -> next.put(FILE + id, times.write()));
    if (driveOff != null) {
      next.put(DRIVE_OFF, Long.toString(driveOff.toEpochMilli()));
    }
    var changes = new ArrayList<StateChange>();
    next.forEach(
        (key, value) -> {
          if (!value.equals(stored.get(key))) {
            changes.add(new StateChange(key, value));
          }
        });
    var dropped = new HashSet<>(stored.keySet());
    dropped.removeAll(next.keySet());
    dropped.forEach(key -> changes.add(new StateChange(key, null)));
    return changes;
  }
}
