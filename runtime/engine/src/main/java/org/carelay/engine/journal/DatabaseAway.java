package org.carelay.engine.journal;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The database cannot be reached now; the same call may succeed later. */
final class DatabaseAway extends Exception {
  DatabaseAway(SQLException cause) {
    super(sentence(cause.getSQLState()), cause);
  }

  private static String sentence(@Nullable String state) {
    return switch (state) {
      case "53100" -> "The database has no space left on its disk: make room there.";
      case "53300" -> "The database takes no more connections.";
      case null, default -> "The database cannot be reached (SQLSTATE " + state + ").";
    };
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /** Connection lost or refused, server starting or stopping, out of connections. */
  static boolean isCauseOf(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.startsWith("53")
        || state.equals("40001")
        || state.equals("40P01");
  }
}
