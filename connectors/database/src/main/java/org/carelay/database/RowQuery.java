package org.carelay.database;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** Asks one table for rows whose column has grown. */
final class RowQuery {
  static final int MOST_ROWS = 1_000;

  /** Numbers may be committed out of order by so much. */
  private static final long NUMBERS_BACK = 1_000;

  private final DatabaseClient client;
  private final RowPolled.Input input;
  private final Table table;
  private final Table.Column changed;
  private final List<String> key = new ArrayList<>();
  private final ZoneId zone;
  private final Instant until;

  private RowQuery(
      DatabaseClient client, RowPolled.Input input, Table table, ZoneId zone, Instant until)
      throws ConnectorException {
    this.client = client;
    this.input = input;
    this.table = table;
    this.zone = zone;
    this.until = until;
    this.changed = table.column(input.changedColumn());
    for (var column : input.key()) {
      key.add(table.column(column).name());
    }
    switch (changed.type()) {
      case ColumnType.Whole _,
          ColumnType.Exact _,
          ColumnType.Moment _,
          ColumnType.LocalMoment _ -> {}
      default ->
          throw new Permanent(
              "not-growing",
              "The column '%s' is no time and no number. Name one that grows with every change."
                  .formatted(changed.name()),
              null);
    }
  }

  static RowQuery of(DatabaseClient client, RowPolled.Input input, ZoneId zone, Instant until)
      throws ConnectorException, InterruptedException {
    var table = client.table(input.table(), until);
    return new RowQuery(client, input, table, client.zone(zone), until);
  }

  /** What is there before the first look is not told. */
  SeenRows begin() throws ConnectorException, InterruptedException {
    var column = client.dialect().quoted(changed.name());
    var sql =
        "select %1$s from %2$s where %1$s is not null order by %1$s desc"
            .formatted(column, table.sqlName(client.dialect()));
    var newest = rows(sql, List.of(), 1);
    var latest = newest.isEmpty() ? null : newest.getFirst().get(changed.name());
    var seen = new SeenRows(latest);
    if (latest != null) {
      for (var row : rows(select(), List.of(lookBack(latest)), MOST_ROWS)) {
        note(seen, row);
      }
    }
    return seen;
  }

  /** The rows that were not told yet, oldest first. */
  List<TriggerEvent> after(SeenRows seen, Instant now)
      throws ConnectorException, InterruptedException {
    var events = new ArrayList<TriggerEvent>();
    var latest = seen.latest();
    var from = latest == null ? null : lookBack(latest);
    var sql = from == null ? select("is not null", "asc") : select();
    var late = rows(sql, from == null ? List.of() : List.of(from), MOST_ROWS);
    // Where the overlap alone is a full page, what comes after it is asked for as well.
    var more =
        late.size() < MOST_ROWS || latest == null
            ? List.<Map<String, @Nullable Object>>of()
            : rows(select(), List.of(exactly(latest)), MOST_ROWS);
    for (var rows : List.of(late, more)) {
      for (var row : rows) {
        if (note(seen, row)) {
          events.add(event(row, now));
        }
      }
    }
    return events;
  }

  /** The rows that changed last, the last first. */
  Samples newest(int most, Instant now) throws ConnectorException, InterruptedException {
    return events(select("is not null", "desc"), most, now);
  }

  /** All rows, in the order in which they changed. */
  Samples all(int most, Instant now) throws ConnectorException, InterruptedException {
    return events(select("is not null", "asc"), most, now);
  }

  private Samples events(String sql, int most, Instant now)
      throws ConnectorException, InterruptedException {
    var events = new ArrayList<TriggerEvent>();
    for (var row : rows(sql, List.of(), most)) {
      events.add(event(row, now));
    }
    var count =
        "select count(*) as n from %s where %s is not null"
            .formatted(table.sqlName(client.dialect()), client.dialect().quoted(changed.name()));
    var total = rows(count, List.of(), 1).getFirst().get("n");
    return new Samples(events, JsonNumbers.decimal(Objects.requireNonNull(total)).longValue());
  }

  private boolean note(SeenRows seen, Map<String, @Nullable Object> row) {
    var value = row.get(changed.name());
    return value != null && seen.add(TableReader.name(key, row), value);
  }

  @SuppressWarnings("NullAway") // an event's data may hold null, which its type cannot say
  private TriggerEvent event(Map<String, @Nullable Object> row, Instant now) {
    var data = new LinkedHashMap<String, Object>();
    data.put("row", row);
    data.put("table", table.schema() + "." + table.name());
    var at =
        changed.type() instanceof ColumnType.Moment
                || changed.type() instanceof ColumnType.LocalMoment
            ? Moments.parse(String.valueOf(row.get(changed.name())), zone).toInstant()
            : now;
    return new TriggerEvent(
        TableReader.name(key, row) + "/" + row.get(changed.name()),
        at.isAfter(now) ? now : at,
        data);
  }

  private String select() {
    return select(">= ?", "asc");
  }

  private String select(String condition, String direction) {
    var dialect = client.dialect();
    return "select * from %s where %s %s order by %2$s %s, %s"
        .formatted(
            table.sqlName(dialect),
            dialect.quoted(changed.name()),
            condition,
            direction,
            String.join(", ", key.stream().map(dialect::quoted).toList()));
  }

  private Object exactly(Object latest) throws ConnectorException {
    return Values.convert(changed.type(), latest, zone, "column '" + changed.name() + "'");
  }

  private Object lookBack(Object latest) throws ConnectorException {
    return switch (changed.type()) {
      case ColumnType.Moment _, ColumnType.LocalMoment _ ->
          exactly(
              Moments.parse(latest, zone).minus(input.lookBack()).toOffsetDateTime().toString());
      default ->
          exactly(JsonNumbers.decimal(latest).subtract(java.math.BigDecimal.valueOf(NUMBERS_BACK)));
    };
  }

  private List<Map<String, @Nullable Object>> rows(String sql, List<Object> values, int most)
      throws ConnectorException, InterruptedException {
    return client.with(
        until,
        connection -> {
          var rows = new ArrayList<Map<String, @Nullable Object>>();
          try (var statement = connection.prepareStatement(sql)) {
            statement.setMaxRows(most);
            Parameters.bind(
                statement,
                values.stream().map(_ -> changed.type()).toList(),
                new ArrayList<>(values));
            try (var found = statement.executeQuery()) {
              var reader = new Rows(found, client.dialect(), zone);
              while (found.next()) {
                rows.add(reader.read());
              }
            }
          }
          return rows;
        });
  }
}
