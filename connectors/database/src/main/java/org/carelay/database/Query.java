package org.carelay.database;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/**
 * A statement with the values of one call.
 *
 * @param sql with a question mark per value
 * @param names of the values' parameters, for messages
 */
record Query(String sql, List<String> names, List<@Nullable Object> values) {
  /** Before a parameter that takes a list as one value. */
  private static final Pattern TAKES_LIST =
      Pattern.compile("(?is).*\\b(any|all|unnest)\\s*\\(\\s*$");

  private static final int MOST_VALUES = 10_000;

  static Query of(NamedSql statement, @Nullable Map<String, Object> params)
      throws ConnectorException {
    var given = params == null ? Map.<String, Object>of() : params;
    refuseOthers(statement.names(), given.keySet());
    var counts = new ArrayList<Integer>();
    var names = new ArrayList<String>();
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < statement.names().size(); i++) {
      var name = statement.names().get(i);
      var whole = TAKES_LIST.matcher(statement.parts().get(i)).matches();
      var list = whole ? Collections.singletonList(given.get(name)) : listed(given.get(name));
      counts.add(list.size());
      values.addAll(list);
      names.addAll(Collections.nCopies(list.size(), name));
    }
    if (values.size() > MOST_VALUES) {
      throw new Permanent(
          "too-many-values", "A query takes at most %d values.".formatted(MOST_VALUES), null);
    }
    return new Query(statement.text(counts), names, values);
  }

  /** An empty list is matched by nothing, as null is. */
  private static List<? extends @Nullable Object> listed(@Nullable Object value) {
    return value instanceof List<?> list && !list.isEmpty()
        ? list
        : Collections.singletonList(value instanceof List<?> ? null : value);
  }

  private static void refuseOthers(List<String> named, Set<String> given)
      throws ConnectorException {
    var missing = new TreeSet<>(named);
    missing.removeAll(given);
    var unused = new TreeSet<>(given);
    unused.removeAll(named);
    if (!missing.isEmpty() || !unused.isEmpty()) {
      throw new Permanent(
          "sql-parameters-differ",
          (missing.isEmpty()
                  ? ""
                  : "There is no value for :%s. ".formatted(String.join(", :", missing)))
              + (unused.isEmpty()
                  ? ""
                  : "The statement does not use '%s'.".formatted(String.join("', '", unused))),
          null);
    }
  }

  List<@Nullable Object> converted(List<ColumnType> types, ZoneId zone) throws ConnectorException {
    var converted = new ArrayList<@Nullable Object>();
    for (var i = 0; i < values.size(); i++) {
      var value = values.get(i);
      converted.add(
          value == null
              ? null
              : Values.convert(types.get(i), value, zone, "parameter :" + names.get(i)));
    }
    return converted;
  }
}
