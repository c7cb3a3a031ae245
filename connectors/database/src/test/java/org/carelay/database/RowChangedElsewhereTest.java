package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.carelay.database.RowListening.to;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People point a connection at another database, a recipe at another connection, and back. */
class RowChangedElsewhereTest {
  private static final String TABLE = "create table reading (id int primary key, bpm int)";
  private static final String WHOLE = "alter table reading replica identity full";

  @TempDir Path folder;

  private final TestDatabase database = TestDatabase.postgres();

  @Test
  void each_database_is_read_on_from_where_it_was_left() throws Exception {
    database.run(TABLE, WHOLE);
    try (var server = OwnServer.start(folder.resolve("test"))) {
      var test = OwnServer.address(server);
      test.run(TABLE, WHOLE);
      var listening = new RowListening(database).listen("a", to("reading", List.of()));
      listening.poll();
      insert(database, 1, 2);
      assertThat(ids(listening.hear("a", 2))).containsExactly("1", "2");
      listening.move(test);
      listening.poll();
      assertThat(listening.notices())
          .extracting("code")
          .as("the database that was left keeps its log")
          .containsExactly("read-elsewhere");
      insert(database, 3);
      insert(test, 10);
      assertThat(ids(listening.hear("a", 1))).containsExactly("10");
      listening.move(database);
      insert(database, 4);
      assertThat(ids(listening.hear("a", 2))).containsExactly("3", "4");
      assertThat(listening.notices()).extracting("code").containsExactly("read-elsewhere");
      listening.move(test);
      insert(test, 11);
      assertThat(ids(listening.hear("a", 1))).containsExactly("11");
      listening.close();
      listening.move(database);
      listening.close();
    }
  }

  @Test
  void another_database_of_the_same_server_cannot_be_read_in_the_same_name() throws Exception {
    database.run(TABLE, WHOLE);
    var other = TestDatabase.postgres();
    other.run(TABLE, WHOLE);
    var listening = new RowListening(database).listen("a", to("reading", List.of()));
    listening.poll();
    listening.move(other);
    assertThatThrownBy(listening::poll)
        .hasMessageContaining("make another connection")
        .hasMessageContaining("pg_drop_replication_slot('" + listening.slot() + "')");
    listening.move(database);
    insert(database, 1);
    assertThat(ids(listening.hear("a", 1))).containsExactly("1");
    listening.close();
  }

  @Test
  void a_recipe_that_comes_back_to_a_connection_is_told_nothing_twice() throws Exception {
    database.run(TABLE, WHOLE);
    try (var first = new RowListening(database).listen("a", to("reading", List.of()));
        var second = new RowListening(database).listen("b", to("reading", List.of()))) {
      first.poll();
      second.poll();
      insert(database, 1);
      assertThat(ids(first.hear("a", 1))).containsExactly("1");
      second.takeOver("a", first);
      second.poll();
      insert(database, 2);
      assertThat(ids(second.hear("a", 1))).containsExactly("2");
      first.takeOver("a", second);
      first.poll();
      insert(database, 3);
      assertThat(ids(first.hear("a", 1))).containsExactly("3");
    }
  }

  @Test
  void a_log_that_was_put_back_is_told_of_and_nothing_of_it_twice() throws Exception {
    RowListening listening;
    try (var server = OwnServer.start(folder.resolve("now"))) {
      var source = OwnServer.address(server);
      source.run(TABLE, WHOLE);
      listening = new RowListening(source).listen("a", to("reading", List.of()));
      listening.poll();
      insert(source, 1);
      assertThat(listening.hear("a", 1)).hasSize(1);
      listening.stop();
      insert(source, 2);
      OwnServer.kill(server);
      OwnServer.copy(folder.resolve("now"), folder.resolve("kept"));
      server.restart();
      listening.restart();
      source.run("insert into reading select n, 60 from generate_series(3, 2000) n");
      assertThat(listening.hear("a", 1_999)).hasSize(1_999);
      listening.stop();
    }
    try (var server = OwnServer.start(folder.resolve("kept"))) {
      var source = OwnServer.address(server);
      listening.move(source);
      assertThat(listening.notices()).extracting("code").containsExactly("changes-missed");
      insert(source, 7);
      assertThat(ids(listening.hear("a", 1))).containsExactly("7");
      listening.stop();
    }
  }

  private static void insert(TestDatabase database, int... ids) throws SQLException {
    for (var id : ids) {
      database.run("insert into reading values (%d, 60)".formatted(id));
    }
  }

  private static List<String> ids(List<TriggerEvent> events) {
    return events.stream()
        .map(event -> String.valueOf(event.data().get("after")).replaceAll("\\{id=|,.*", ""))
        .toList();
  }
}
