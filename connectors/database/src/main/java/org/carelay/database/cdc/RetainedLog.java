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

  /** Looks while no recipe listens, so that nothing is read and the log only grows. */
  static List<Notice> watch(
      Connection connection, DatabaseSettings settings, String name, Slot slot)
      throws SQLException {
    var most = settings.mostRetained();
    if (slot.retained() <= most / 2) {
      return List.of();
    }
    if (slot.retained() > most) {
      Slot.drop(connection, name);
      return List.of(
          new Notice(
              "retained-log",
              "retained-log-dropped",
              true,
              "No recipe listens to its changes now, and the database kept more than %d MiB of its log for them. That was dropped, so that its disk does not fill: recipes that are resumed miss the changes until then."
                  .formatted(mebibytes(most))));
    }
    return List.of(
        new Notice(
            "retained-log",
            "retained-log-grows",
            true,
            "No recipe listens to its changes now, and the database keeps %d MiB of its log for them. At %d MiB it is dropped, and the changes are missed. Resume a recipe that listens, or accept that."
                .formatted(mebibytes(slot.retained()), mebibytes(most))));
  }

  /** How the slot is, for the person who pressed "Test". */
  static String sentence(Slot slot, long most) {
    return slot.lost()
        ? "It has thrown away log of changes that was not read; what was missed is told when a recipe listens."
        : "For the changes of rows it keeps %d MiB of its log (at most %d), and reading is %d KiB behind; %s."
            .formatted(
                mebibytes(slot.retained()),
                mebibytes(most),
                slot.behind() >> 10,
                slot.active() ? "they are being read" : "nobody reads them now");
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
