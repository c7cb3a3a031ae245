package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.testkit.FakeActionContext;
import org.carelay.postgres.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteBatcherTest {
  private static final String TABLE =
      "create table reading (id varchar(40) primary key, patient varchar(20), bpm int not null, at %s, constraint alive check (bpm > 0))";

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"})
  void refuses_bad_rows_alone_however_many_come_at_once(String which) throws Exception {
    var database = database(which);
    try (var client = database.open()) {
      var actions = new Actions(client);
      var refused = new ConcurrentLinkedQueue<String>();
      inParallel(
          3000,
          i -> {
            var bad = i % 100 == 7;
            try {
              var written = actions.insert("reading", reading(i, bad ? -1 : 70 + i % 60), "id");
              assertThat(written.rowsAffected()).isEqualTo(1);
            } catch (ConnectorException e) {
              assertThat(e.code()).isEqualTo("constraint-violated");
              refused.add("r-" + i);
            }
          });
      assertThat(refused).hasSize(30).allMatch(id -> id.matches("r-\\d*7"));
      assertThat(database.rows("select count(*) from reading")).isEqualTo(List.of(List.of("2970")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "mariadb"})
  void writes_the_same_row_once_however_often_it_comes(String which) throws Exception {
    var database = database(which);
    try (var client = database.open()) {
      var actions = new Actions(client);
      var changes = new AtomicInteger();
      inParallel(
          2000,
          i ->
              changes.addAndGet(
                  actions.insert("reading", reading(i % 20, 80), "id").rowsAffected()));
      assertThat(changes).hasValue(20);
      assertThat(database.rows("select count(*) from reading")).isEqualTo(List.of(List.of("20")));
    }
  }

  @Test
  void shares_transactions_among_many_writers() throws Exception {
    var database = database("postgres");
    try (var client = database.open()) {
      var actions = new Actions(client);
      inParallel(10_000, i -> actions.insert("reading", reading(i, 80), "id"));
      assertThat(database.rows("select count(*), count(distinct xmin::text) < 2500 from reading"))
          .isEqualTo(List.of(List.of("10000", "t")));
    }
  }

  @Test
  void loses_nothing_when_the_database_is_killed(@TempDir Path folder) throws Exception {
    var config =
        new EmbeddedPostgres.Config(
            folder, Path.of(System.getProperty("user.home"), ".cache/carelay/postgres"), 0);
    try (var server = EmbeddedPostgres.start(config)) {
      server.createDatabaseIfAbsent("clinic");
      server.whenDown(server::restart);
      var database = new TestDatabase(server.jdbcUrl("clinic"), server.user(), server.password());
      database.run(TABLE.formatted("timestamptz"));
      try (var client = database.open()) {
        var actions = new Actions(client);
        var written = new AtomicInteger();
        var failures = new AtomicInteger();
        var killer = Thread.ofVirtual().unstarted(() -> killRepeatedly(server, written, 4));
        killer.start();
        inParallel(
            5000,
            i -> {
              while (true) {
                try {
                  actions.insert("reading", reading(i, 80), "id");
                  written.incrementAndGet();
                  return;
                } catch (Retryable e) {
                  failures.incrementAndGet(); // as the engine does, only sooner
                  Thread.yield();
                }
              }
            });
        killer.join();
        assertThat(failures).as("it was noticed").hasPositiveValue();
      }
      assertThat(database.rows("select count(*) from reading")).isEqualTo(List.of(List.of("5000")));
    }
  }

  /** Each time another sixth of the rows is in. */
  private static void killRepeatedly(EmbeddedPostgres server, AtomicInteger written, int times) {
    for (var kill = 1; kill <= times; kill++) {
      while (written.get() < kill * 1000 - 500 || !server.isAlive()) {
        Thread.yield();
      }
      ProcessHandle.of(server.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void does_not_know_the_outcome_of_an_append_whose_connection_broke() throws Exception {
    var database = TestDatabase.postgres();
    database.run("create table line (text varchar(10))");
    try (var client = database.open();
        var blocker = database.connect()) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("lock table line");
      var ended = new CompletableFuture<@Nullable Throwable>();
      Thread.startVirtualThread(
          () -> {
            try {
              new Actions(client).append("line", Map.of("text", "a"));
              ended.complete(null);
            } catch (ConnectorException | InterruptedException e) {
              ended.complete(e);
            }
          });
      var kill =
          "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and query like 'insert%'";
      var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (database.rows(kill).isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
      assertThat(ended.get(60, TimeUnit.SECONDS)).isInstanceOf(OutcomeUnknown.class);
    }
  }

  @Test
  void gives_up_at_the_deadline_of_each_write() throws Exception {
    var database = database("postgres");
    try (var client = database.open();
        var blocker = database.connect()) {
      new Actions(client).insert("reading", reading(0, 80), "id");
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("lock table reading");
      var context = FakeActionContext.aContext().within(Duration.ofMillis(500));
      var input = new InsertAction.Input("reading", reading(1, 80), List.of("id"), null);
      var failure = WritesTest.failure(() -> new InsertAction().perform(client, input, context));
      assertThat(failure).isInstanceOf(Retryable.class);
      assertThat(failure.code()).isEqualTo("deadline-passed");
      blocker.rollback();
      new Actions(client).insert("reading", reading(2, 80), "id");
    }
  }

  private static TestDatabase database(String which) throws SQLException {
    var postgres = which.equals("postgres");
    var database = postgres ? TestDatabase.postgres() : TestDatabase.mariaDb();
    database.run(TABLE.formatted(postgres ? "timestamptz" : "datetime(3)"));
    return database;
  }

  private static Map<String, Object> reading(int i, int bpm) {
    return Map.of(
        "id", "r-" + i, "patient", "p-" + i % 500, "bpm", bpm, "at", "2026-11-24T15:00:00Z");
  }

  private interface Part {
    void run(int number) throws Exception;
  }

  /** As an engine with some hundreds of runs in flight. */
  private static void inParallel(int count, Part part) throws Exception {
    var turns = new Semaphore(500);
    var done = new CountDownLatch(count);
    var broken = new ConcurrentLinkedQueue<Throwable>();
    for (var number : IntStream.range(0, count).toArray()) {
      turns.acquire();
      Thread.startVirtualThread(
          () -> {
            try {
              part.run(number);
            } catch (Throwable e) {
              broken.add(e);
            } finally {
              turns.release();
              done.countDown();
            }
          });
    }
    assertThat(done.await(120, TimeUnit.SECONDS)).isTrue();
    assertThat(new ArrayList<>(broken)).isEmpty();
  }
}
