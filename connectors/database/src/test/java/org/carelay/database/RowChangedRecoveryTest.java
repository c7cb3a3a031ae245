package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.database.RowListening.to;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.carelay.database.cdc.RowOperation;
import org.carelay.postgres.SharedTestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RowChangedRecoveryTest {
  private static final int ROWS = 6000;
  private static final int RESTARTS = 3;

  private final TestDatabase database = TestDatabase.postgres();
  private RowListening listening;

  @BeforeEach
  void a_table() throws SQLException {
    database.run(
        "create table reading (id int primary key, bpm int)",
        "alter table reading replica identity full");
    listening = new RowListening(database);
  }

  @AfterEach
  void close() throws SQLException {
    listening.close();
  }

  /** Rows of one COPY share places in the log. */
  @Test
  void reads_on_in_the_middle_of_a_transaction() throws Exception {
    listening.listen("a", to("reading", List.of(), RowOperation.INSERT));
    listening.poll();
    copyRows();
    var keys = new HashSet<String>();
    var ids = new HashSet<Object>();
    var restarts = 0;
    var until = deadline();
    while (ids.size() < ROWS && Clock.systemUTC().instant().isBefore(until)) {
      var events = RowListening.events(listening.poll(), "a");
      for (var each : events) {
        assertThat(keys.add(each.key())).as("not heard before").isTrue();
        ids.add(id(each));
      }
      if (!events.isEmpty() && ids.size() < ROWS && restarts < RESTARTS) {
        listening.restart();
        restarts++;
      }
    }
    assertThat(ids).hasSize(ROWS);
    assertThat(restarts).isPositive();
    assertThat(listening.hear("a", 0)).isEmpty();
  }

  @Test
  void says_so_while_the_connection_is_cut_and_reads_on_after_it() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run("insert into reading values (1, 60)");
    assertThat(listening.hear("a", 1)).hasSize(1);
    database.run(
        "select pg_terminate_backend(active_pid) from pg_replication_slots where slot_name = '"
            + listening.slot()
            + "'");
    assertThatThrownBy(
            () -> {
              var until = deadline();
              while (Clock.systemUTC().instant().isBefore(until)) {
                listening.poll();
              }
            })
        .isInstanceOf(ConnectorException.Retryable.class);
    database.run("insert into reading values (2, 61)");
    assertThat(listening.hear("a", 1)).hasSize(1);
  }

  @Test
  void goes_on_after_the_database_was_killed_and_started_again() throws Exception {
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    database.run("insert into reading values (1, 60)");
    assertThat(listening.hear("a", 1)).hasSize(1);
    database.run("insert into reading values (2, 61)");
    var server = SharedTestServer.server();
    var postmaster = ProcessHandle.of(server.pid()).orElseThrow();
    postmaster.destroyForcibly();
    postmaster.onExit().get(60, TimeUnit.SECONDS);
    server.restart();
    database.run("insert into reading values (3, 62)");
    var heard = new ArrayList<Object>();
    var until = deadline();
    while (heard.size() < 2 && Clock.systemUTC().instant().isBefore(until)) {
      try {
        RowListening.events(listening.poll(), "a").forEach(event -> heard.add(id(event)));
      } catch (ConnectorException.Retryable e) {
        assertThat(e.getMessage()).as("while it is away").isNotBlank();
      }
    }
    assertThat(heard).containsExactly("2", "3");
  }

  /** Else the database keeps all its log. */
  @Test
  void lets_the_log_go_while_the_table_is_quiet() throws Exception {
    database.run("create table other (id int)");
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    var before = confirmed();
    database.run("insert into other select generate_series(1, 1000)");
    var until = deadline();
    while (confirmed().equals(before) && Clock.systemUTC().instant().isBefore(until)) {
      assertThat(RowListening.events(listening.poll(), "a")).isEmpty();
    }
    assertThat(confirmed()).isNotEqualTo(before);
  }

  @Test
  void an_open_transaction_counts_when_it_is_committed_after_the_recipe_began() throws Exception {
    database.run("insert into reading values (1, 60)");
    listening.listen("a", to("reading", List.of()));
    listening.poll();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("update reading set bpm = 61");
      listening.listen("b", to("reading", List.of()));
      listening.poll();
      connection.commit();
    }
    assertThat(listening.hear("b", 1)).hasSize(1);
  }

  private String confirmed() throws SQLException {
    return String.valueOf(
        database
            .rows(
                "select confirmed_flush_lsn::text from pg_replication_slots where slot_name = '"
                    + listening.slot()
                    + "'")
            .getFirst()
            .getFirst());
  }

  private void copyRows() throws SQLException, IOException {
    var text = IntStream.range(0, ROWS).mapToObj(id -> id + "\t60\n").collect(Collectors.joining());
    try (var connection = database.connect()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy reading from stdin", new StringReader(text));
    }
  }

  private static Object id(TriggerEvent event) {
    return event.data().get("after") instanceof java.util.Map<?, ?> row
        ? String.valueOf(row.get("id"))
        : "none";
  }

  private static java.time.Instant deadline() {
    return Clock.systemUTC().instant().plus(Duration.ofSeconds(60));
  }
}
