package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows given column by column as arrays, for {@code unnest}: one statement and one plan for any
 * number of rows.
 */
final class Columns<T> {
  private final Connection connection;
  private final PreparedStatement statement;
  private final List<T> rows;
  private int column;

  Columns(Connection connection, PreparedStatement statement, List<T> rows) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  Columns<T> text(Function<T, @Nullable String> value) throws SQLException {
    return array("text", String.class, row -> clean(value.apply(row)));
  }

  Columns<T> uuid(Function<T, @Nullable UUID> value) throws SQLException {
    return array("uuid", UUID.class, value);
  }

  Columns<T> integer(Function<T, @Nullable Integer> value) throws SQLException {
    return array("int4", Integer.class, value);
  }

  /** Microseconds since the epoch; {@code 'epoch'::timestamptz + x * interval '1 us'} in SQL. */
  Columns<T> instant(Function<T, @Nullable Instant> value) throws SQLException {
    return array("int8", Long.class, row -> micros(value.apply(row)));
  }

  static @Nullable Long micros(@Nullable Instant instant) {
    return instant == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  Columns<T> bytes(Function<T, byte[]> value) throws SQLException {
    return array("bytea", byte[].class, value::apply);
  }

  private <V> Columns<T> array(String type, Class<V> kind, Function<T, @Nullable V> value)
      throws SQLException {
    @SuppressWarnings("unchecked") // Array.newInstance of V's class makes a V[].
    @Nullable V[] values = (@Nullable V[]) java.lang.reflect.Array.newInstance(kind, rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(++column, connection.createArrayOf(type, values));
    return this;
  }

  /** PostgreSQL keeps no NUL in text. */
  static @Nullable String clean(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
