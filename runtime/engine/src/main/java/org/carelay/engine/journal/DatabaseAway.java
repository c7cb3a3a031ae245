package org.carelay.engine.journal;

import java.sql.SQLException;

/** The database cannot be reached now; the same call may succeed later. */
final class DatabaseAway extends Exception {
  DatabaseAway(SQLException cause) {
    super("The database cannot be reached (SQLSTATE " + cause.getSQLState() + ").", cause);
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
