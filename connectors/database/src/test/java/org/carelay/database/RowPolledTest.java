package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.Poller.Subscription;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class RowPolledTest {
  private final ManualClock clock = new ManualClock();
  private final Map<String, String> state = new HashMap<>();

  @Test
  void sees_a_row_that_was_committed_late() throws Exception {
    var database = TestDatabase.postgres();
    database.run("create table stay (id int primary key, at timestamptz)");
    var input = new RowPolled.Input("stay", List.of("id"), "at", null, null);
    try (var client = database.open();
        var slow = database.connect();
        var statement = slow.createStatement()) {
      assertThat(poll(client, input)).isEmpty();
      slow.setAutoCommit(false);
      statement.execute("insert into stay values (1, now())");
      database.run("insert into stay values (2, clock_timestamp())");
      assertThat(ids(poll(client, input))).containsExactly("2");
      slow.commit();
      assertThat(ids(poll(client, input))).containsExactly("1");
      assertThat(poll(client, input)).isEmpty();
    }
  }

  @Test
  void what_is_there_has_the_same_key_whenever_it_is_asked_for() throws Exception {
    for (var database : databases()) {
      var local = database.settings().url().contains("mariadb") ? "datetime" : "timestamp";
      database.run("create table stay (id int primary key, at " + local + ")");
      database.run("insert into stay values (1, '2026-01-02 10:00:00')");
      database.run("insert into stay values (2, '2026-01-01 10:00:00')");
      database.run("insert into stay values (3, null)");
      var input = new RowPolled.Input("stay", List.of("id"), "at", null, null);
      try (var client = database.open()) {
        var trigger = new RowPolled();
        var now = clock.instant();
        var request = new Samples.Request(10, ZoneId.of("UTC"), now, now.plusSeconds(30));
        var found = trigger.existing(client, input, request);
        assertThat(ids(found.events())).containsExactly("2", "1");
        assertThat(found.total()).isEqualTo(2);
        assertThat(found.events().getFirst().occurredAt()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(ids(trigger.samples(client, input, request).events())).containsExactly("1", "2");
        assertThat(trigger.existing(client, input, request).events()).isEqualTo(found.events());
      }
    }
  }

  @Test
  void reads_more_rows_than_one_look_takes() throws Exception {
    for (var database : databases()) {
      state.clear();
      database.run("create table stay (id int primary key, version bigint)");
      var input = new RowPolled.Input("stay", List.of("id"), "version", null, null);
      try (var client = database.open()) {
        assertThat(poll(client, input)).isEmpty();
        try (var connection = database.connect();
            var insert = connection.prepareStatement("insert into stay values (?, ?)")) {
          for (var id = 1; id <= 2500; id++) {
            insert.setInt(1, id);
            insert.setInt(2, id);
            insert.addBatch();
          }
          insert.executeBatch();
        }
        var seen = new java.util.ArrayList<String>();
        for (var look = 0; look < 6; look++) {
          seen.addAll(ids(poll(client, input)));
        }
        assertThat(seen).hasSize(2500).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void tells_nothing_of_what_is_there_however_much_that_is() throws Exception {
    for (var database : databases()) {
      state.clear();
      database.run("create table stay (id int primary key, version bigint)");
      fill(database, 1, 3_000, id -> id);
      var input = new RowPolled.Input("stay", List.of("id"), "version", null, null);
      try (var client = database.open()) {
        for (var look = 0; look < 4; look++) {
          assertThat(ids(poll(client, input))).isEmpty();
        }
        database.run("insert into stay values (5000, 3001)");
        assertThat(ids(poll(client, input))).containsExactly("5000");
      }
    }
  }

  @Test
  void tells_of_all_rows_that_were_changed_at_one_time() throws Exception {
    for (var database : databases()) {
      state.clear();
      database.run("create table stay (id int primary key, version bigint)");
      var input = new RowPolled.Input("stay", List.of("id"), "version", null, null);
      try (var client = database.open()) {
        assertThat(poll(client, input)).isEmpty();
        fill(database, 1, 7_500, id -> 1);
        var seen = new java.util.ArrayList<String>();
        for (var look = 0; look < 12; look++) {
          seen.addAll(ids(poll(client, input)));
        }
        assertThat(seen).hasSize(7_500).doesNotHaveDuplicates();
        database.run("insert into stay values (9000, 2)");
        assertThat(ids(poll(client, input))).containsExactly("9000");
      }
    }
  }

  private static void fill(
      TestDatabase database, int from, int to, java.util.function.IntUnaryOperator version)
      throws SQLException {
    try (var connection = database.connect();
        var insert = connection.prepareStatement("insert into stay values (?, ?)")) {
      connection.setAutoCommit(false);
      for (var id = from; id <= to; id++) {
        insert.setInt(1, id);
        insert.setInt(2, version.applyAsInt(id));
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  private static List<TestDatabase> databases() throws SQLException {
    return List.of(TestDatabase.postgres(), TestDatabase.mariaDb());
  }

  private List<TriggerEvent> poll(DatabaseClient client, RowPolled.Input input) throws Exception {
    clock.advance(Duration.ofMinutes(1));
    var subscription =
        new Subscription(
            "a", "database.row-polled", input, ZoneId.of("America/New_York"), Map.copyOf(state));
    var result =
        new RowPolled()
            .poller()
            .poll(
                client, new Request(List.of(subscription), Map.of(), new InMemoryMemory(), clock));
    var finding = result.findings().getFirst();
    finding.changes().forEach(each -> state.put(each.key(), String.valueOf(each.value())));
    return finding.events();
  }

  private static List<String> ids(List<TriggerEvent> events) {
    return events.stream()
        .map(each -> each.data().get("row") instanceof Map<?, ?> row ? row.get("id") : null)
        .map(String::valueOf)
        .toList();
  }
}
