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
  private final RowPages pages;
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
    this.pages = new RowPages(client.dialect(), table, changed, key, zone);
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
    var seen = new SeenRows(null);
    var newest = rows(pages.ordered(null, true), List.of(), 1);
    if (!newest.isEmpty()) {
      var from =
          pages.notBefore(lookBack(Objects.requireNonNull(newest.getFirst().get(changed.name()))));
      for (var row : rows(pages.ordered(from, true), List.of(from), SeenRows.MOST).reversed()) {
        note(seen, row);
      }
    }
    seen.caughtUp();
    return seen;
  }

  /**
   * The rows that were not told yet, oldest first: all of them, or a part where there are more than
   * {@link #MOST_ROWS}. No last part is small, so that an engine that holds a large part holds all.
   */
  List<TriggerEvent> after(SeenRows seen, Instant now)
      throws ConnectorException, InterruptedException {
    var events = new ArrayList<TriggerEvent>();
    var from = start(seen);
    var page = page(from);
    while (true) {
      for (var row : page) {
        if (note(seen, row)) {
          events.add(event(row, now));
        }
      }
      if (page.size() < MOST_ROWS) {
        seen.caughtUp();
        return events;
      }
      var last = pages.after(Objects.requireNonNull(seen.last()));
      var next = page(last);
      if (events.size() >= MOST_ROWS && next.size() == MOST_ROWS) {
        return events;
      }
      page = next;
    }
  }

  private List<Map<String, @Nullable Object>> page(RowPages.@Nullable Bound from)
      throws ConnectorException, InterruptedException {
    return rows(pages.ordered(from, false), from == null ? List.of() : List.of(from), MOST_ROWS);
  }

  /**
   * From a little before the latest, since rows may be committed late; but from the latest itself
   * where a part is left to be told, or more rows are that late than can be remembered.
   */
  private RowPages.@Nullable Bound start(SeenRows seen)
      throws ConnectorException, InterruptedException {
    var last = seen.last();
    if (last == null) {
      return null;
    }
    if (seen.isBehind()) {
      return pages.after(last);
    }
    var from = pages.notBefore(lookBack(last.value()));
    if (seen.isFull()) {
      var late = rows(pages.ordered(from, false), List.of(from), SeenRows.MOST);
      if (late.size() == SeenRows.MOST) {
        return pages.after(last);
      }
    }
    seen.lookBack();
    return from;
  }

  /** The rows that changed last, the last first. */
  Samples newest(int most, Instant now) throws ConnectorException, InterruptedException {
    return events(pages.ordered(null, true), most, now);
  }

  /** All rows, in the order in which they changed. */
  Samples all(int most, Instant now) throws ConnectorException, InterruptedException {
    return events(pages.ordered(null, false), most, now);
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
    return value != null
        && seen.add(TableReader.name(key, row), new SeenRows.Place(value, keys(row)));
  }

  private List<@Nullable Object> keys(Map<String, @Nullable Object> row) {
    var values = new ArrayList<@Nullable Object>();
    key.forEach(column -> values.add(row.get(column)));
    return values;
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

  private List<Map<String, @Nullable Object>> rows(
      String sql, List<RowPages.Bound> bounds, int most)
      throws ConnectorException, InterruptedException {
    return client.with(
        until,
        connection -> {
          var rows = new ArrayList<Map<String, @Nullable Object>>();
          try (var statement = connection.prepareStatement(sql)) {
            statement.setMaxRows(most);
            for (var bound : bounds) {
              Parameters.bind(statement, bound.types(), bound.values());
            }
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
