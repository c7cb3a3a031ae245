package org.carelay.database.cdc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Existing;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.Sensitivity;
import org.carelay.connector.TriggerEvent;
import org.carelay.database.DatabaseClient;
import org.carelay.database.TableReader;
import org.jspecify.annotations.Nullable;

/** Fires when a row of a table was inserted, updated or deleted, by whomever. */
public final class RowChanged
    implements PollingTrigger<DatabaseClient, RowChanged.Input>,
        Existing<DatabaseClient, RowChanged.Input> {
  /** Which changes of which table. */
  public record Input(
      @Describe(
              title = "Table",
              help = "With its schema.",
              example = "public.procedure",
              choices = "tables")
          String table,
      @Describe(
              title = "Watched columns",
              help = "An update counts only if one of these columns got another value.",
              example = "status",
              defaultValue = "all columns",
              choices = "columns")
          @Nullable List<String> watch,
      @Describe(
              title = "Operations",
              help = "insert, update and delete, or some of them.",
              example = "update",
              defaultValue = "all three")
          @Nullable List<RowOperation> operations) {
    List<String> watched() {
      return watch == null ? List.of() : watch;
    }

    boolean wants(RowOperation operation) {
      return operations == null || operations.isEmpty() || operations.contains(operation);
    }
  }

  /** The names in scope. */
  public record Event(
      @Describe(
              title = "Before",
              help = "The row as it was, column to value; null for an insert.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Map<String, @Nullable Object> before,
      @Describe(
              title = "After",
              help = "The row as it is, column to value; null for a delete.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Map<String, @Nullable Object> after,
      @Describe(title = "Operation", help = "Either insert, update or delete.", example = "update")
          String operation,
      @Describe(title = "Table", help = "With its schema.", example = "public.procedure")
          String table,
      @Describe(title = "Changed", help = "Names of the columns that got another value.")
          List<String> changed) {}

  @Override
  public About about() {
    return new About(
        "database.row-changed",
        "A row changed",
        "Fires when a row of a table was inserted, updated or deleted, by any program. For PostgreSQL and MariaDB. For SQL Server, Oracle and MongoDB, too, but that was not tried against such a server.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Event> event() {
    return Event.class;
  }

  @Override
  public Poller<DatabaseClient> poller() {
    return RowChangePoller.INSTANCE;
  }

  /** Rows as they are, as if each had just been changed; what it was before is not known. */
  @Override
  public Samples samples(DatabaseClient client, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return new Samples(events(reader(client, input, request), input, request), null);
  }

  @Override
  public Samples existing(DatabaseClient client, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    var reader = reader(client, input, request);
    return new Samples(events(reader, input, request), reader.count());
  }

  /** A row does not say since when it is as it is. */
  @Override
  public boolean dated(Input input) {
    return false;
  }

  private static TableReader reader(DatabaseClient client, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return new TableReader(client, input.table(), request.zone(), request.deadline());
  }

  private static List<TriggerEvent> events(TableReader reader, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    var operation =
        input.operations() == null || input.operations().isEmpty()
            ? RowOperation.UPDATE
            : input.operations().getFirst();
    var events = new ArrayList<TriggerEvent>();
    for (var row : reader.rows(request.most())) {
      var data = new HashMap<String, Object>();
      data.put("before", operation == RowOperation.INSERT ? null : row.values());
      data.put("after", operation == RowOperation.DELETE ? null : row.values());
      data.put("operation", operation.name().toLowerCase(Locale.ROOT));
      data.put("table", input.table());
      data.put("changed", input.watched());
      events.add(new TriggerEvent(row.name(), request.now(), data));
    }
    return events;
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("table") instanceof String table && !TableName.isWellFormed(table)) {
      problems.add(
          new InputProblem(
              "/table",
              "not-a-table",
              "Write the table as 'name' or 'schema.name', without quotes."));
    }
    return problems;
  }
}
