package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.database.RowListening.to;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One address names several servers, and the first of them goes down. */
class RowChangedSeveralServersTest {
  @TempDir Path folder;

  @Test
  void changes_of_postgresql_are_read_on_and_rows_written_at_the_next_address() throws Exception {
    goes_on_at_the_next_address(TestDatabase.postgres());
  }

  @Test
  void changes_of_mariadb_are_read_on_and_rows_written_at_the_next_address() throws Exception {
    goes_on_at_the_next_address(TestDatabase.mariaDb());
  }

  private static void goes_on_at_the_next_address(TestDatabase direct) throws Exception {
    var port = URI.create(direct.url().substring("jdbc:".length())).getPort();
    try (var first = new Relay(port);
        var second = new Relay(port)) {
      var database =
          new TestDatabase(
              direct
                  .url()
                  .replaceFirst("//[^/]+/", "//" + first.address() + "," + second.address() + "/"),
              direct.user(),
              direct.password());
      direct.run("create table reading (id int primary key, bpm int)");
      if (direct.url().contains("postgresql")) {
        direct.run("alter table reading replica identity full");
      }
      try (var listening = new RowListening(database);
          var client = database.open()) {
        listening.listen("a", to("reading", List.of()));
        listening.poll();
        insert(client, 1);
        assertThat(hear(listening, 1)).hasSize(1);
        first.close();
        direct.run("insert into reading values (2, 62)");
        insert(client, 3);
        assertThat(hear(listening, 2)).hasSize(2);
        assertThat(listening.notices()).isEmpty();
      }
    }
  }

  private static void insert(DatabaseClient client, int id) throws Exception {
    var until = Clock.systemUTC().instant().plusSeconds(60);
    while (true) {
      try {
        new Actions(client).insert("reading", Map.of("id", id, "bpm", 60 + id), "id");
        return;
      } catch (ConnectorException.Retryable e) {
        // The connections that were open break first; the engine tries again, too.
        assertThat(Clock.systemUTC().instant()).isBefore(until);
      }
    }
  }

  @Test
  void a_server_of_mariadb_that_only_copies_another_is_passed_over() throws Exception {
    var database = TestDatabase.mariaDb();
    var twice = database.url().replaceFirst("//([^/]+)/", "//$1,$1/");
    var settings = new TestDatabase(twice, database.user(), database.password()).settings();
    database.run("set global read_only = 1");
    try (var client = TestDatabase.open(settings)) {
      assertThatThrownBy(client::greet).hasMessageContaining("takes no changes");
    } finally {
      database.run("set global read_only = 0");
    }
    try (var client = TestDatabase.open(settings)) {
      assertThat(client.greet()).startsWith("Connected to MariaDB");
    }
  }

  /** The slot is copied to the standby, as PostgreSQL 17 and later do. */
  @Test
  void a_standby_that_takes_over_tells_every_change_once() throws Exception {
    try (var first = OwnServer.start(folder.resolve("first"))) {
      var primary = OwnServer.address(first);
      primary.run(
          "create table reading (id int primary key, bpm int)",
          "alter table reading replica identity full",
          "select pg_create_physical_replication_slot('standby')");
      standby(primary, first.port());
      try (var second = OwnServer.start(folder.resolve("second"))) {
        var both =
            new TestDatabase(
                primary
                    .url()
                    .replaceFirst(
                        "//[^/]+/",
                        "//127.0.0.1:%d,127.0.0.1:%d/".formatted(second.port(), first.port())),
                primary.user(),
                primary.password());
        var listening = new RowListening(both);
        listening.listen("a", to("reading", List.of()));
        listening.poll();
        primary.run("insert into reading values (1, 61)");
        assertThat(hear(listening, 1)).hasSize(1);
        awaitSlot(primary, OwnServer.address(second), listening);
        primary.run("insert into reading values (2, 62)");
        awaitCopied(primary, OwnServer.address(second));
        OwnServer.kill(first);
        OwnServer.address(second).run("select pg_promote()");
        OwnServer.address(second).run("insert into reading values (3, 63)");
        assertThat(hear(listening, 2))
            .extracting(event -> String.valueOf(event.data().get("after")))
            .containsExactly("{id=2, bpm=62}", "{id=3, bpm=63}");
        assertThat(listening.notices()).isEmpty();
        listening.stop();
      }
    }
  }

  /** A copy of the primary's files that follows it from then on. */
  private void standby(TestDatabase primary, int port) throws Exception {
    var from = folder.resolve("first");
    var to = folder.resolve("second");
    try (var connection = primary.connect();
        var statement = connection.createStatement()) {
      statement.execute("select pg_backup_start('standby', true)");
      OwnServer.copy(from, to);
      try (var row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
        row.next();
        var data = to.resolve("cluster");
        Files.writeString(data.resolve("backup_label"), row.getString(1));
        Files.writeString(data.resolve("standby.signal"), "");
        Files.writeString(
            data.resolve("postgresql.auto.conf"),
            """
            primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s dbname=postgres'
            primary_slot_name = 'standby'
            hot_standby_feedback = on
            sync_replication_slots = on
            """
                .formatted(port, primary.user(), primary.password()),
            StandardOpenOption.APPEND);
      }
    }
  }

  /** A slot is copied for good once it has passed where the standby's own log begins. */
  private static void awaitSlot(TestDatabase primary, TestDatabase standby, RowListening listening)
      throws Exception {
    var until = Clock.systemUTC().instant().plusSeconds(60);
    while (standby
        .rows("select 1 from pg_replication_slots where synced and not temporary")
        .isEmpty()) {
      assertThat(Clock.systemUTC().instant()).isBefore(until);
      primary.run(
          "select pg_logical_emit_message(true, 'carelay', '')",
          "select pg_log_standby_snapshot()");
      assertThat(RowListening.events(listening.poll(), "a")).isEmpty();
    }
  }

  private static void awaitCopied(TestDatabase primary, TestDatabase standby) throws Exception {
    var end = primary.rows("select pg_current_wal_flush_lsn()").getFirst().getFirst();
    var until = Clock.systemUTC().instant().plusSeconds(60);
    while (!"t"
        .equals(
            standby
                .rows("select pg_last_wal_replay_lsn() >= '%s'::pg_lsn".formatted(end))
                .getFirst()
                .getFirst())) {
      assertThat(Clock.systemUTC().instant()).isBefore(until);
    }
  }

  /** While no server answers, polls say so. */
  private static List<TriggerEvent> hear(RowListening listening, int count)
      throws InterruptedException {
    var heard = new ArrayList<TriggerEvent>();
    var until = Clock.systemUTC().instant().plusSeconds(60);
    while (heard.size() < count && Clock.systemUTC().instant().isBefore(until)) {
      try {
        heard.addAll(RowListening.events(listening.poll(), "a"));
      } catch (ConnectorException e) {
        assertThat(e).isInstanceOf(ConnectorException.Retryable.class);
      }
    }
    return heard;
  }
}
