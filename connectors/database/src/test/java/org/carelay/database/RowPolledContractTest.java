package org.carelay.database;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class RowPolledContractTest extends PollingTriggerContract<DatabaseClient, RowPolled.Input> {
  private final ManualClock clock = new ManualClock();
  private final TestDatabase database = TestDatabase.postgres();
  private final DatabaseClient client = TestDatabase.open(database.settings(), clock);

  @BeforeEach
  void a_table_with_a_row() throws SQLException {
    database.run(
        "create table procedure (id int primary key, status text, updated_at timestamptz)",
        "insert into procedure values (1, 'planned', now() - interval '1 hour')");
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Override
  protected PollingTrigger<DatabaseClient, RowPolled.Input> trigger() {
    return new RowPolled();
  }

  @Override
  protected DatabaseClient client() {
    return client;
  }

  @Override
  protected Clock clock() {
    return clock;
  }

  @Override
  protected RowPolled.Input input() {
    return new RowPolled.Input("procedure", List.of("id"), "updated_at", null, null);
  }

  @Override
  protected void change() throws SQLException {
    clock.advance(Duration.ofSeconds(31));
    database.run("update procedure set updated_at = clock_timestamp() where id = 1");
  }

  @Override
  protected void nothingOfInterest() throws SQLException {
    clock.advance(Duration.ofSeconds(31));
    database.run("update procedure set status = status || '!'");
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(
        new Outage() {
          @Override
          public void begin() throws SQLException {
            database.run("alter table procedure rename column updated_at to changed");
            client.forgetTables();
            clock.advance(Duration.ofSeconds(31));
          }

          @Override
          public void end() throws SQLException {
            database.run("alter table procedure rename column changed to updated_at");
            client.forgetTables();
            clock.advance(Duration.ofSeconds(31));
          }
        });
  }

  @Override
  protected Optional<DatabaseClient> unreachable() {
    var nobody = new java.net.InetSocketAddress("127.0.0.1", 1);
    return Optional.of(TestDatabase.open(database.at(nobody)));
  }
}
