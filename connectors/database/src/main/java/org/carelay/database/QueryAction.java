package org.carelay.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** Reads rows with a statement that cannot write. */
public final class QueryAction
    implements Action<DatabaseClient, QueryAction.Input, QueryAction.Output> {
  private static final int DEFAULT_ROWS = 1_000;
  private static final int MOST_ROWS = 100_000;

  /** What happens when there are more rows than wanted. */
  public enum More {
    /** The step fails, so that nobody is left out unnoticed. */
    FAIL,
    /** The rest is cut off, and the output says so. */
    CUT
  }

  /** The action's {@code with}. */
  public record Input(
      @Describe(
              title = "SQL",
              help = "One statement; values are parameters with a name, such as :from.",
              example = "select id, phone from appointment where starts_at >= :from",
              verbatim = true,
              widget = "code")
          String sql,
      @Describe(
              title = "Parameters",
              help = "The values by name; a list stands for several, as in: id in (:ids).",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Map<String, Object> params,
      @Describe(title = "Most rows", help = "Up to 100000.", defaultValue = "1000")
          @Nullable Integer maxRows,
      @Describe(
              title = "If there are more",
              help = "Fail, so that nobody is left out unnoticed, or cut off the rest.",
              defaultValue = "fail")
          @Nullable More whenMore,
      @Describe(
              title = "Timeout",
              help = "The database stops the statement after this.",
              defaultValue = "the connection's")
          @Nullable Duration timeout) {
    public Input {
      if (maxRows != null && (maxRows < 1 || maxRows > MOST_ROWS)) {
        throw new IllegalArgumentException("maxRows is between 1 and " + MOST_ROWS);
      }
    }
  }

  /** What was found. */
  public record Output(
      @Describe(
              title = "Rows",
              help = "One object per row, by the names of the columns.",
              sensitivity = Sensitivity.PERSONAL)
          List<Map<String, Object>> rows,
      @Describe(title = "Number of rows") int rowCount,
      @Describe(title = "Cut off", help = "True when there were more rows.") boolean truncated) {}

  @Override
  public About about() {
    return new About(
        "database.query", "Query a database", "Reads rows with a statement that cannot write.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Output> output() {
    return Output.class;
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public Output perform(DatabaseClient client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    client.requireRows();
    var query = Query.of(NamedSql.parse(input.sql(), client.dialect()), input.params());
    return client.with(
        context.deadline(),
        connection -> {
          var zone = client.zone(context.zone());
          var types = client.parameters().of(connection, query.sql(), query.values());
          var values = query.converted(types, zone);
          try (var begin = connection.createStatement()) {
            begin.execute(client.dialect().beginReadOnly(zone));
          }
          try (var statement = connection.prepareStatement(query.sql())) {
            limit(statement, client, input, context);
            Parameters.bind(statement, types, values);
            return read(statement, input, new Reading(client, context));
          } finally {
            rollBack(connection);
          }
        });
  }

  private record Reading(DatabaseClient client, ActionContext context) {}

  private static int most(Input input) {
    return input.maxRows() == null ? DEFAULT_ROWS : input.maxRows();
  }

  private static void limit(
      PreparedStatement statement, DatabaseClient client, Input input, ActionContext context)
      throws SQLException {
    var left = Duration.between(context.clock().instant(), context.deadline());
    var wanted = input.timeout() == null ? client.statementTimeout() : input.timeout();
    var shortest = left.compareTo(wanted) < 0 ? left : wanted;
    statement.setQueryTimeout((int) Math.max(1, shortest.plusMillis(999).toSeconds()));
    statement.setMaxRows(most(input) + 1);
  }

  private static Output read(PreparedStatement statement, Input input, Reading reading)
      throws SQLException, ConnectorException {
    if (!statement.execute()) {
      throw new Permanent(
          "sql-not-accepted", "This statement gives no rows; database.query only reads.", null);
    }
    var rows = new ArrayList<Map<String, Object>>();
    try (var found = statement.getResultSet()) {
      var zone = reading.client().zone(reading.context().zone());
      var reader = new Rows(found, reading.client().dialect(), zone);
      while (found.next()) {
        if (rows.size() == most(input)) {
          if (input.whenMore() == More.CUT) {
            return new Output(rows, rows.size(), true);
          }
          throw new Permanent(
              "too-many-rows",
              "There are more than %d rows. Narrow the query, or raise maxRows."
                  .formatted(most(input)),
              null);
        }
        rows.add(reader.read());
      }
    }
    return new Output(rows, rows.size(), false);
  }

  private static void rollBack(Connection connection) throws SQLException {
    if (!connection.isClosed()) {
      try (var end = connection.createStatement()) {
        end.execute("rollback");
      }
    }
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    if (!(written.get("sql") instanceof String sql)) {
      return List.of();
    }
    if (sql.isBlank()) {
      return List.of(new InputProblem("/sql", "sql-missing", "There is no statement."));
    }
    try {
      var _ = NamedSql.parse(sql, new PostgreSql());
      return List.of();
    } catch (ConnectorException e) {
      return List.of(new InputProblem("/sql", e.code(), e.getMessage()));
    }
  }
}
