package org.carelay.database;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.carelay.connector.Memory;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.carelay.database.cdc.RowChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RowChangedContractTest extends PollingTriggerContract<DatabaseClient, RowChanged.Input> {
  private final TestDatabase database = TestDatabase.postgres();
  private final Memory memory = new InMemoryMemory();
  private final DatabaseClient client = database.openForListening();
  private int count;

  @BeforeEach
  void a_table_with_a_row() throws SQLException {
    database.run(
        "create table if not exists procedure (id int primary key, status text, room int)",
        "alter table procedure replica identity full",
        "insert into procedure values (1, 'planned', 7)");
  }

  @AfterEach
  void close() throws SQLException {
    client.close();
    database.run(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots"
            + " where database = current_database()");
  }

  @Override
  protected PollingTrigger<DatabaseClient, RowChanged.Input> trigger() {
    return new RowChanged();
  }

  @Override
  protected DatabaseClient client() {
    return client;
  }

  @Override
  protected Memory memory() {
    return memory;
  }

  @Override
  protected RowChanged.Input input() {
    return new RowChanged.Input("public.procedure", List.of("status"), List.of());
  }

  @Override
  protected void change() throws SQLException {
    database.run("update procedure set status = 'step %d' where id = 1".formatted(++count));
  }

  @Override
  protected void nothingOfInterest() throws SQLException {
    database.run("update procedure set room = room + 1", "update procedure set status = status");
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(
        new Outage() {
          @Override
          public void begin() throws SQLException {
            database.run("alter table procedure rename column status to state");
          }

          @Override
          public void end() throws SQLException {
            database.run("alter table procedure rename column state to status");
          }
        });
  }

  @Override
  protected Optional<DatabaseClient> unreachable() {
    var nobody = new java.net.InetSocketAddress("127.0.0.1", 1);
    return Optional.of(TestDatabase.open(database.at(nobody)));
  }
}
