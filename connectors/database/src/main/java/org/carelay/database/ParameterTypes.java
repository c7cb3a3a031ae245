package org.carelay.database;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Of what type the parameters of a query are. PostgreSQL is asked, so that a text becomes a UUID or
 * an instant as the column wants it. MariaDB does not say: there an instant is taken for what the
 * clocks of the zone show, which is right for DATETIME columns; TIMESTAMP columns are in UTC.
 */
final class ParameterTypes {
  private static final int MOST_REMEMBERED = 1000;

  /** Indeterminate type, ambiguous function, no such function: the use alone does not decide. */
  private static final Set<String> UNDECIDED = Set.of("42P18", "42725", "42883");

  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*(Z|[+-]\\d\\d(:?\\d\\d)?)");

  private final Dialect dialect;
  private final Map<String, List<ColumnType>> asked = new ConcurrentHashMap<>();

  ParameterTypes(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Call outside of a transaction, which a refusal would end. */
  List<ColumnType> of(Connection connection, String sql, List<@Nullable Object> values)
      throws SQLException {
    if (!dialect.describesParameters() || values.isEmpty()) {
      return guessed(values);
    }
    var known = asked.get(sql);
    if (known != null) {
      return known;
    }
    try (var statement = connection.prepareStatement(sql)) {
      var types = described(statement);
      if (asked.size() >= MOST_REMEMBERED) {
        asked.clear();
      }
      asked.put(sql, types);
      return types;
    } catch (SQLException e) {
      if (UNDECIDED.contains(String.valueOf(e.getSQLState()))) {
        return guessed(values);
      }
      throw e;
    }
  }

  void forget() {
    asked.clear();
  }

  private List<ColumnType> described(PreparedStatement statement) throws SQLException {
    var data = statement.getParameterMetaData();
    var types = new ArrayList<ColumnType>();
    for (var i = 1; i <= data.getParameterCount(); i++) {
      types.add(dialect.type(data.getParameterTypeName(i), data.getParameterType(i), 0));
    }
    return List.copyOf(types);
  }

  private List<ColumnType> guessed(List<@Nullable Object> values) {
    return values.stream().map(this::guessed).toList();
  }

  private ColumnType guessed(@Nullable Object value) {
    return switch (value) {
      case null -> new ColumnType.Other(Types.VARCHAR);
      case Boolean _ -> new ColumnType.Truth();
      case BigDecimal _, BigInteger _, Double _, Float _ -> new ColumnType.Exact();
      case Integer _ -> ColumnType.Whole.bits(32);
      case Number _ -> ColumnType.Whole.bits(64);
      case String text when INSTANT.matcher(text).matches() -> instant();
      case String _ -> new ColumnType.Text(Integer.MAX_VALUE);
      default -> new ColumnType.Json(Types.VARCHAR);
    };
  }

  private ColumnType instant() {
    return switch (dialect) {
      case PostgreSql _, LogOnly _ -> new ColumnType.Moment(true);
      case MariaDb _ -> new ColumnType.LocalMoment();
    };
  }
}
