package org.carelay.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Short statements on the engine's database: parameters by position, rows by a function. */
public final class Sql {
  private final DataSource database;

  public Sql(DataSource database) {
    this.database = database;
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Works within one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Statements statements) throws SQLException;
  }

  public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters) {
    return alone(s -> s.list(sql, row, parameters));
  }

  public <T> @Nullable T first(String sql, Row<T> row, @Nullable Object... parameters) {
    var rows = list(sql, row, parameters);
    return rows.isEmpty() ? null : rows.getFirst();
  }

  public int update(String sql, @Nullable Object... parameters) {
    return alone(s -> s.update(sql, parameters));
  }

  /** A statement is a transaction of its own, in one exchange with the server instead of two. */
  private <T> T alone(Work<T> work) {
    try (var connection = database.getConnection()) {
      return work.run(new Statements(connection));
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Commits what the work did, or nothing of it.
   *
   * @throws DatabaseException when the database did not do it
   */
  public <T> T inTransaction(Work<T> work) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(new Statements(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Statements of one transaction. */
  public static final class Statements {
    private final Connection connection;

    private Statements(Connection connection) {
      this.connection = connection;
    }

    public <T> List<T> list(String sql, Row<T> row, @Nullable Object... parameters)
        throws SQLException {
      try (var statement = connection.prepareStatement(sql)) {
        set(statement, parameters);
        try (var rows = statement.executeQuery()) {
          var result = new ArrayList<T>();
          while (rows.next()) {
            result.add(row.read(rows));
          }
          return result;
        }
      }
    }

    public int update(String sql, @Nullable Object... parameters) throws SQLException {
      try (var statement = connection.prepareStatement(sql)) {
        set(statement, parameters);
        return statement.executeUpdate();
      }
    }

    private static void set(PreparedStatement statement, @Nullable Object... parameters)
        throws SQLException {
      for (int i = 0; i < parameters.length; i++) {
        switch (parameters[i]) {
          case Instant instant -> statement.setTimestamp(i + 1, Timestamp.from(instant));
          case byte[] bytes -> statement.setBytes(i + 1, bytes);
          case UUID id -> statement.setObject(i + 1, id);
          case null -> statement.setNull(i + 1, java.sql.Types.NULL);
          case Object other -> statement.setObject(i + 1, other);
        }
      }
    }
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  public static UUID id(ResultSet row, String column) throws SQLException {
    return row.getObject(column, UUID.class);
  }

  /** The engine's database did not do what it was asked. Quotes no values. */
  public static final class DatabaseException extends RuntimeException {
    private final @Nullable String state;

    DatabaseException(SQLException cause) {
      super(
          "The database did not answer as it should (SQLSTATE " + cause.getSQLState() + ").",
          cause);
      this.state = cause.getSQLState();
    }

    /** True where the same may succeed when the database is back, or has room again. */
    public boolean isPassing() {
      return state == null
          || state.startsWith("08")
          || state.startsWith("57P")
          || state.startsWith("53")
          || state.equals("40001")
          || state.equals("40P01");
    }

    /** True where somebody else wrote a row of that key first. */
    boolean isTaken() {
      return "23505".equals(state);
    }

    /** True where a row stands in the way of what was to be made. */
    public boolean isInTheWay() {
      return "23514".equals(state);
    }
  }
}
