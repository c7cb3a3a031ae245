package org.carelay.sheets;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one row.
 *
 * @param pending a change that has not been told yet
 * @param gone when the row was first missing; it may come back, as after undo or cut and paste
 */
record RowEntry(Base base, @Nullable Pending pending, @Nullable Instant gone) {
  /** The row as the recipe last knew it. */
  sealed interface Base {
    /**
     * @param cells fingerprints in the order of the stored columns
     */
    record Known(String cells) implements Base {}

    /** It was there at first sight, but in a state that says nothing, such as twice. */
    record Unclear() implements Base {}

    /** It is new. */
    record Absent() implements Base {}
  }

  /**
   * @param row fingerprint of everything in the row, unchanged since {@code rowSince}
   * @param used fingerprint of the columns the recipe uses, unchanged since {@code usedSince}
   */
  record Pending(String row, Instant rowSince, String used, Instant usedSince) {
    /** A recipe's columns may rest while another, such as a clock, never does. */
    private static final int USED_COLUMNS_FACTOR = 6;

    private static final Duration USED_COLUMNS_AT_LEAST = Duration.ofMinutes(1);

    /** Any change since {@code before} starts its time anew. */
    static Pending of(@Nullable Pending before, RowPrint print, Instant now) {
      if (before == null) {
        return new Pending(print.row(), now, print.used(), now);
      }
      return new Pending(
          print.row(),
          before.row().equals(print.row()) ? earlier(before.rowSince(), now) : now,
          print.used(),
          before.used().equals(print.used()) ? earlier(before.usedSince(), now) : now);
    }

    /** A clock that was put back does not make a row wait until it is that late again. */
    private static Instant earlier(Instant since, Instant now) {
      return since.isBefore(now) ? since : now;
    }

    /** When the row, left as it is, will have been left alone for long enough. */
    Instant settledAt(Duration settle) {
      var whole = rowSince.plus(settle);
      var longer = settle.multipliedBy(USED_COLUMNS_FACTOR);
      var used =
          usedSince.plus(
              longer.compareTo(USED_COLUMNS_AT_LEAST) > 0 ? longer : USED_COLUMNS_AT_LEAST);
      return whole.isBefore(used) ? whole : used;
    }
  }

  static final RowEntry UNCLEAR = new RowEntry(new Base.Unclear(), null, null);
  static final RowEntry NEW = new RowEntry(new Base.Absent(), null, null);

  static RowEntry known(String cells) {
    return new RowEntry(new Base.Known(cells), null, null);
  }

  RowEntry waiting(Pending change) {
    return new RowEntry(base, change, null);
  }

  RowEntry goneAt(Instant at) {
    return new RowEntry(base, null, at);
  }

  String stored() {
    var text =
        switch (base) {
          case Base.Known(var cells) -> "=" + cells;
          case Base.Unclear() -> "?";
          case Base.Absent() -> "+";
        };
    if (pending != null) {
      return text
          + " p "
          + pending.row()
          + " "
          + pending.rowSince().toEpochMilli()
          + " "
          + pending.used()
          + " "
          + pending.usedSince().toEpochMilli();
    }
    return gone == null ? text : text + " g " + gone.toEpochMilli();
  }

  static RowEntry read(String stored) {
    var parts = stored.split(" ", -1);
    var base =
        switch (parts[0].charAt(0)) {
          case '=' -> new Base.Known(parts[0].substring(1));
          case '+' -> new Base.Absent();
          default -> new Base.Unclear();
        };
    if (parts.length == 6) {
      return new RowEntry(
          base, new Pending(parts[2], instant(parts[3]), parts[4], instant(parts[5])), null);
    }
    return new RowEntry(base, null, parts.length == 3 ? instant(parts[2]) : null);
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }
}
