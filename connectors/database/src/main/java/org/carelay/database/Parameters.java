package org.carelay.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts converted values into a statement. */
final class Parameters {
  private Parameters() {}

  static void bind(
      PreparedStatement statement, List<ColumnType> types, List<@Nullable Object> values)
      throws SQLException {
    for (var i = 0; i < values.size(); i++) {
      var value = values.get(i);
      if (value == null) {
        statement.setNull(i + 1, types.get(i).jdbcType());
      } else if (value instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setObject(i + 1, value, types.get(i).jdbcType());
      }
    }
  }
}
