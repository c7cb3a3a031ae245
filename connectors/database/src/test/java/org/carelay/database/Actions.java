package org.carelay.database;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.testkit.FakeActionContext;

/** The actions as tests call them. */
record Actions(DatabaseClient client, Clock clock) {
  Actions(DatabaseClient client) {
    this(client, Clock.systemUTC());
  }

  Written insert(String table, Map<String, Object> values, String... key)
      throws ConnectorException, InterruptedException {
    return insert(table, values, Existing.UPDATE, key);
  }

  Written insert(String table, Map<String, Object> values, Existing existing, String... key)
      throws ConnectorException, InterruptedException {
    var input = new InsertAction.Input(table, values, List.of(key), existing);
    return new InsertAction().perform(client, input, FakeActionContext.aContext().at(clock));
  }

  Written append(String table, Map<String, Object> values)
      throws ConnectorException, InterruptedException {
    var input = new AppendAction.Input(table, values);
    return new AppendAction().perform(client, input, FakeActionContext.aContext().at(clock));
  }

  Written update(String table, Map<String, Object> key, Map<String, Object> values)
      throws ConnectorException, InterruptedException {
    return update(table, key, values, UpdateAction.Missing.FAIL);
  }

  Written update(
      String table,
      Map<String, Object> key,
      Map<String, Object> values,
      UpdateAction.Missing missing)
      throws ConnectorException, InterruptedException {
    var input = new UpdateAction.Input(table, key, values, missing);
    return new UpdateAction().perform(client, input, FakeActionContext.aContext().at(clock));
  }

  Written delete(String table, Map<String, Object> key)
      throws ConnectorException, InterruptedException {
    var input = new DeleteAction.Input(table, key);
    return new DeleteAction().perform(client, input, FakeActionContext.aContext().at(clock));
  }

  CallAction.Output call(String procedure, Object... arguments)
      throws ConnectorException, InterruptedException {
    var input = new CallAction.Input(procedure, List.of(arguments));
    return new CallAction().perform(client, input, FakeActionContext.aContext().at(clock));
  }

  QueryAction.Output query(QueryAction.Input input)
      throws ConnectorException, InterruptedException {
    return new QueryAction().perform(client, input, FakeActionContext.aContext().at(clock));
  }

  List<Map<String, Object>> query(String sql) throws ConnectorException, InterruptedException {
    return query(new QueryAction.Input(sql, null, null, null, null)).rows();
  }
}
