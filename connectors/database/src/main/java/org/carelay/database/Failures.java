package org.carelay.database;

import java.sql.SQLException;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/**
 * What a database's refusal means. The driver's own exception is never passed on: its message, and
 * PostgreSQL's detail, quote the rows concerned.
 */
final class Failures {
  private static final int MARIADB_LOCK_TIMEOUT = 1205;
  private static final int MARIADB_STATEMENT_TIMEOUT = 1969;
  private static final int MARIADB_NO_RIGHT = 1142;
  private static final int MARIADB_NO_DEFAULT = 1364;

  private Failures() {}

  /** Codes are those of SQLSTATE, as listed in PostgreSQL's appendix A. */
  static ConnectorException of(SQLException failure, Dialect dialect) {
    var cause = telling(failure);
    var state = cause.getSQLState() == null ? "" : cause.getSQLState();
    var subject = dialect.subject(cause);
    return switch (cause.getErrorCode()) {
      case MARIADB_LOCK_TIMEOUT -> busy(state);
      case MARIADB_STATEMENT_TIMEOUT -> tooSlow();
      case MARIADB_NO_RIGHT -> noRight();
      case MARIADB_NO_DEFAULT -> constraint("23502", subject);
      default -> byState(state, subject, dialect.harmlessMessage(cause));
    };
  }

  /** Whether the connection broke, so that nobody knows how far the statement came. */
  static boolean brokeConnection(SQLException failure) {
    var state = telling(failure).getSQLState();
    return state == null || state.startsWith("08") || state.startsWith("57P") || state.isEmpty();
  }

  /** Whether what we know of tables may be out of date. */
  static boolean mayBeStale(SQLException failure) {
    var state = String.valueOf(telling(failure).getSQLState());
    return state.startsWith("42") || state.startsWith("0A");
  }

  /** A pool wraps what the driver said; batches chain it. */
  private static SQLException telling(SQLException failure) {
    var telling = failure;
    while (telling.getCause() instanceof SQLException cause && cause != telling) {
      telling = cause;
    }
    var next = telling.getNextException();
    return next != null && next.getSQLState() != null ? next : telling;
  }

  private static ConnectorException byState(
      String state, @Nullable String subject, @Nullable String message) {
    var group = state.length() < 2 ? "" : state.substring(0, 2);
    return switch (group) {
      case "", "08" -> unreachable(state);
      case "28" ->
          new AuthenticationFailed(
              "login-refused",
              "The database refused the user name or password (SQLSTATE %s).".formatted(state),
              null);
      case "3D" ->
          new Permanent("no-such-database", "The server has no database of this name.", null);
      case "40", "53", "55", "57", "58" -> state.equals("57014") ? tooSlow() : busy(state);
      case "0A" ->
          new Retryable("table-changed", "The database wants the statement prepared again.", null);
      case "23" -> constraint(state, subject);
      case "22" ->
          new Permanent(
              "value-refused",
              "The database refused a value%s (SQLSTATE %s)."
                  .formatted(subject == null ? "" : " for '" + subject + "'", state),
              null);
      case "25" -> new Permanent("read-only", "The database takes no changes here.", null);
      case "42" -> state.equals("42501") ? noRight() : statement(state, message);
      default ->
          new Permanent(
              "database-error", "The database refused (SQLSTATE %s).".formatted(state), null);
    };
  }

  private static ConnectorException unreachable(String state) {
    return new Retryable(
        "database-unreachable",
        "The database cannot be reached, or the connection broke%s."
            .formatted(state.isEmpty() ? "" : " (SQLSTATE " + state + ")"),
        null);
  }

  private static ConnectorException busy(String state) {
    return new Retryable(
        "database-busy",
        "The database cannot do it now; others are in the way, or it is starting or stopping (SQLSTATE %s)."
            .formatted(state),
        null);
  }

  private static ConnectorException tooSlow() {
    return new Retryable(
        "statement-timeout",
        "The database stopped the statement because it took too long; nothing was changed.",
        null);
  }

  private static ConnectorException noRight() {
    return new AuthenticationFailed(
        "right-missing",
        "The database user lacks the right to do this. Grant it, or use another connection.",
        null);
  }

  private static ConnectorException constraint(String state, @Nullable String subject) {
    var rule =
        switch (state) {
          case "23502" -> "a value is missing";
          case "23503" -> "a row it refers to is missing, or still refers to it";
          case "23505" -> "another row has the same key";
          case "23514" -> "a check failed";
          default -> "a rule of the table was broken";
        };
    return new Permanent(
        "constraint-violated",
        "The database refused the row: %s%s."
            .formatted(rule, subject == null ? "" : " ('" + subject + "')"),
        null);
  }

  private static ConnectorException statement(String state, @Nullable String message) {
    return new Permanent(
        "sql-not-accepted",
        message == null
            ? "The database does not understand the statement (SQLSTATE %s).".formatted(state)
            : "The database does not understand the statement: %s.".formatted(message),
        null);
  }
}
