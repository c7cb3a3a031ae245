package org.carelay.database.cdc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.Notice;
import org.carelay.connector.StateChange;
import org.carelay.database.DatabaseSettings;
import org.carelay.database.DatabaseSettings.Beyond;
import org.jspecify.annotations.Nullable;

/**
 * How much log PostgreSQL keeps for us: people are warned in time, and its disk is freed before it
 * fills.
 *
 * @param limit as set, for a person to change
 * @param wasPaused under which setting reading was stopped before
 * @param isPaused whether nothing may be read now
 */
record RetainedLog(
    @Nullable Slot slot, long most, String limit, @Nullable String wasPaused, boolean isPaused) {
  private static final String PAUSED = "paused";

  /** Looks, and drops the slot where the database keeps too much because of it. */
  static RetainedLog of(
      Connection connection, DatabaseSettings settings, String name, Map<String, String> shared)
      throws SQLException {
    var slot = Slot.look(connection, name);
    var most = settings.mostRetained();
    var limit = mebibytes(most) + " MiB, then " + settings.beyondRetained();
    var wasPaused = shared.get(PAUSED);
    if (slot != null && slot.retained() > most) {
      Slot.drop(connection, name);
      var pauses = settings.beyondRetained() == Beyond.PAUSE;
      return new RetainedLog(null, most, limit, wasPaused, pauses);
    }
    return new RetainedLog(slot, most, limit, wasPaused, limit.equals(wasPaused));
  }

  List<StateChange> changes() {
    var now = isPaused ? limit : null;
    return Objects.equals(now, wasPaused) ? List.of() : List.of(new StateChange(PAUSED, now));
  }

  List<Notice> notices() {
    if (isPaused) {
      return List.of(
          new Notice(
              "retained-log",
              "retained-log-exceeded",
              true,
              "Reading stopped, because the database would have kept more than %d MiB of its log for it. Find out why reading was slow, and then raise retainedLog.most of the connection, or set retainedLog.beyond to drop. Changes until then are missed."
                  .formatted(mebibytes(most))));
    }
    if (slot == null || slot.retained() <= most / 2) {
      return List.of();
    }
    return List.of(
        new Notice(
            "retained-log",
            "retained-log-grows",
            false,
            "The database keeps %d MiB of its log, because reading is %d MiB behind. At %d MiB it is dropped. A limit in the server itself also helps while Carelay is off; let an administrator run: ALTER SYSTEM SET max_slot_wal_keep_size = '%dMB'; SELECT pg_reload_conf();"
                .formatted(
                    mebibytes(slot.retained()),
                    mebibytes(slot.behind()),
                    mebibytes(most),
                    mebibytes(most))));
  }

  private static long mebibytes(long bytes) {
    return bytes >> 20;
  }
}
