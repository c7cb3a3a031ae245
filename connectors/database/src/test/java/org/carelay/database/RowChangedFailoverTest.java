package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.database.RowListening.to;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.TriggerEvent;
import org.carelay.postgres.EmbeddedPostgres;
import org.carelay.postgres.SharedTestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database itself dies, and comes back at another address. */
class RowChangedFailoverTest {
  @TempDir Path folder;

  @Test
  void reads_on_after_the_database_was_killed_and_after_it_moved() throws Exception {
    SharedTestServer.newDatabase(); // whose programs are unpacked already
    try (var first = start("first")) {
      var database = address(first);
      database.run(
          "create table reading (id int primary key, bpm int)",
          "alter table reading replica identity full");
      var listening = new RowListening(database);
      listening.listen("a", to("reading", List.of()));
      listening.poll();
      database.run("insert into reading values (1, 60)");
      assertThat(hear(listening, 1)).hasSize(1);
      var process = ProcessHandle.of(first.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().get(60, TimeUnit.SECONDS);
      first.restart();
      database.run("insert into reading values (2, 61)");
      assertThat(hear(listening, 1)).hasSize(1);
      listening.stop();
      database.run("insert into reading values (3, 62)");
      first.stop();
      copy(folder.resolve("first"), folder.resolve("second"));
      try (var second = start("second")) {
        listening.move(address(second));
        address(second).run("insert into reading values (4, 63)");
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

  private EmbeddedPostgres start(String name) {
    return EmbeddedPostgres.start(
        new EmbeddedPostgres.Config(
            folder.resolve(name),
            Path.of(System.getProperty("user.home"), ".cache/carelay/postgres"),
            0));
  }

  private static TestDatabase address(EmbeddedPostgres server) {
    return new TestDatabase(server.jdbcUrl("postgres"), server.user(), server.password());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var each : (Iterable<Path>) files::iterator) {
        Files.copy(
            each,
            to.resolve(from.relativize(each).toString()),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
