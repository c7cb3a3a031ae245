package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.database.RowListening.to;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database itself dies, and comes back at another address. */
class RowChangedFailoverTest {
  @TempDir Path folder;

  @Test
  void reads_on_after_the_database_was_killed_and_after_it_moved() throws Exception {
    try (var first = OwnServer.start(folder.resolve("first"))) {
      var database = OwnServer.address(first);
      database.run(
          "create table reading (id int primary key, bpm int)",
          "alter table reading replica identity full");
      var listening = new RowListening(database);
      listening.listen("a", to("reading", List.of()));
      listening.poll();
      database.run("insert into reading values (1, 60)");
      assertThat(hear(listening, 1)).hasSize(1);
      OwnServer.kill(first);
      first.restart();
      database.run("insert into reading values (2, 61)");
      assertThat(hear(listening, 1)).hasSize(1);
      listening.stop();
      database.run("insert into reading values (3, 62)");
      first.stop();
      OwnServer.copy(folder.resolve("first"), folder.resolve("second"));
      try (var second = OwnServer.start(folder.resolve("second"))) {
        listening.move(OwnServer.address(second));
        OwnServer.address(second).run("insert into reading values (4, 63)");
        assertThat(hear(listening, 2)).hasSize(2);
        assertThat(listening.notices()).isEmpty();
        listening.stop();
      }
    }
  }

  /** While the database is away, polls say so. */
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
