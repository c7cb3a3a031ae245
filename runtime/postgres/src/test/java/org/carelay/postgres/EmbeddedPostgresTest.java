package org.carelay.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

class EmbeddedPostgresTest {
  @TempDir Path data;

  @Test
  void keeps_what_was_committed_across_stop_and_start() throws Exception {
    int port;
    try (var server = start()) {
      server.createDatabaseIfAbsent("clinic");
      run(server, "clinic", "create table patient (id int)", "insert into patient values (7)");
      port = server.port();
    }
    try (var server = start()) {
      assertThat(server.port()).as("the address stays").isEqualTo(port);
      assertThat(query(server, "clinic", "select id from patient")).isEqualTo("7");
    }
  }

  @Test
  void is_set_up_to_last() throws Exception {
    try (var server = start()) {
      assertThat(show(server, "fsync")).isEqualTo("on");
      assertThat(show(server, "synchronous_commit")).isEqualTo("on");
      assertThat(show(server, "full_page_writes")).isEqualTo("on");
      assertThat(show(server, "data_checksums")).isEqualTo("on");
      assertThat(show(server, "wal_level")).isEqualTo("logical");
      assertThat(show(server, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(show(server, "unix_socket_directories")).isEmpty();
      assertThat(show(server, "max_connections")).isEqualTo("200");
      assertThat(show(server, "shared_buffers")).isEqualTo("128MB");
      assertThat(show(server, "server_encoding")).isEqualTo("UTF8");
      assertThat(query(server, "postgres", "select distinct auth_method from pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
    }
  }

  @Test
  void wants_the_password_and_keeps_it_private() throws Exception {
    try (var server = start()) {
      assertThat(server.password()).hasSizeGreaterThan(30);
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("postgres"), server.user(), "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("password"))))
          .isEqualTo("rw-------");
      var commandLine = ProcessHandle.of(server.pid()).orElseThrow().info().commandLine();
      assertThat(commandLine.orElse("")).doesNotContain(server.password());
      try (var files = Files.list(data)) {
        assertThat(files.map(Path::getFileName).map(Path::toString))
            .containsExactlyInAnyOrder("cluster", "lock", "password", "port", "server.log");
      }
    }
  }

  @Test
  void writes_no_values_into_its_log() throws Exception {
    try (var server = start()) {
      for (var bad :
          List.of(
              "select 'Ada Lovelace'::int",
              "create temp table t (mrn text primary key); insert into t values ('Ada Lovelace'); insert into t values ('Ada Lovelace')",
              "selec 'Ada Lovelace'")) {
        assertThatThrownBy(() -> run(server, "postgres", bad)).isInstanceOf(SQLException.class);
      }
      assertThat(server.logFile()).content().doesNotContain("Lovelace");
    }
  }

  @Test
  void comes_back_after_being_killed_with_every_commit() throws Exception {
    try (var server = start()) {
      server.createDatabaseIfAbsent("clinic");
      run(server, "clinic", "create table patient (id int)");
      var url = server.jdbcUrl("clinic");
      for (var round = 1; round <= 3; round++) {
        run(server, "clinic", "insert into patient values (" + round + ")");
        var back = new CompletableFuture<Boolean>();
        server.whenDown(
            () -> {
              server.restart();
              back.complete(server.isAlive());
            });
        kill(server.pid());
        assertThat(back.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.jdbcUrl("clinic")).isEqualTo(url);
        assertThat(query(server, "clinic", "select count(*) from patient")).isEqualTo("" + round);
      }
    }
  }

  @Test
  void tells_a_late_listener_that_it_is_down() throws Exception {
    try (var server = start()) {
      var process = ProcessHandle.of(server.pid()).orElseThrow();
      kill(server.pid());
      process.onExit().get(60, TimeUnit.SECONDS);
      assertThat(server.isAlive()).isFalse();
      var told = new CompletableFuture<Boolean>();
      server.whenDown(() -> told.complete(true));
      assertThat(told.get(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void does_not_report_a_stop_that_was_asked_for() throws Exception {
    var told = new CompletableFuture<Boolean>();
    var server = start();
    server.whenDown(() -> told.complete(true));
    var process = ProcessHandle.of(server.pid()).orElseThrow();
    server.stop();
    process.onExit().get(60, TimeUnit.SECONDS);
    assertThat(told).isNotDone();
    assertThatThrownBy(server::restart).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void stops_at_once_although_a_reader_of_the_change_stream_hangs_on() throws Exception {
    var server = start();
    var properties = new Properties();
    properties.put("user", server.user());
    properties.put("password", server.password());
    properties.put("replication", "database");
    properties.put("preferQueryMode", "simple");
    properties.put("assumeMinServerVersion", "10");
    run(server, "postgres", "select pg_create_logical_replication_slot('s', 'test_decoding')");
    run(server, "postgres", "create table patient (id int)", "insert into patient values (1)");
    var reader =
        DriverManager.getConnection(server.jdbcUrl("postgres"), properties)
            .unwrap(PGConnection.class);
    var stream = reader.getReplicationAPI().replicationStream().logical().withSlotName("s").start();
    assertThat(stream.read()).isNotNull();

    var process = ProcessHandle.of(server.pid()).orElseThrow();
    server.stop(Duration.ofSeconds(1));
    process.onExit().get(60, TimeUnit.SECONDS);
    try (var again = start()) {
      assertThat(query(again, "postgres", "select id from patient")).isEqualTo("1");
    }
  }

  @Test
  void refuses_a_data_directory_in_use() {
    try (var server = start()) {
      assertThat(server.isAlive()).isTrue();
      assertThatThrownBy(this::start)
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("Another Carelay is using the database in " + data);
    }
  }

  @Test
  void names_the_port_that_is_taken() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var config = new EmbeddedPostgres.Config(data, TestFolders.BINARIES, other.getLocalPort());
      assertThatThrownBy(() -> EmbeddedPostgres.start(config))
          .isInstanceOf(PostgresException.class)
          .hasMessageContaining("Port %d on 127.0.0.1 is taken", other.getLocalPort());
    }
    start().stop();
  }

  @Test
  void takes_another_port_where_the_last_one_is_taken() throws Exception {
    int port;
    try (var server = start()) {
      port = server.port();
    }
    try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var server = start()) {
      assertThat(server.port()).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void refuses_a_database_of_another_version() throws Exception {
    start().stop();
    Files.writeString(data.resolve("cluster/PG_VERSION"), "16\n");
    assertThatThrownBy(this::start)
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("PostgreSQL 16")
        .hasMessageContaining("brings PostgreSQL 18");
  }

  @Test
  void makes_the_database_anew_where_an_attempt_was_killed() throws Exception {
    Files.createDirectories(data.resolve("cluster.partial/base"));
    Files.writeString(data.resolve("cluster.partial/PG_VERSION"), "18");
    Files.writeString(data.resolve("password"), "of the killed attempt");
    try (var server = start()) {
      assertThat(query(server, "postgres", "select 1")).isEqualTo("1");
    }
  }

  @Test
  void makes_a_database_once_however_many_ask() throws Exception {
    try (var server = start()) {
      var name = "clinic \"east\" ü/1";
      var asked =
          IntStream.range(0, 8)
              .mapToObj(i -> CompletableFuture.runAsync(() -> server.createDatabaseIfAbsent(name)))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(asked).get(30, TimeUnit.SECONDS);
      assertThat(query(server, name, "select current_database()")).isEqualTo(name);
    }
  }

  private EmbeddedPostgres start() {
    return EmbeddedPostgres.start(new EmbeddedPostgres.Config(data, TestFolders.BINARIES, 0));
  }

  static void kill(long pid) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-KILL", "" + pid).start().waitFor()).isZero();
  }

  static void run(EmbeddedPostgres server, String database, String... statements)
      throws SQLException {
    try (var connection = connect(server, database);
        var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    }
  }

  static String query(EmbeddedPostgres server, String database, String sql) throws SQLException {
    try (var connection = connect(server, database);
        var rows = connection.createStatement().executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private static String show(EmbeddedPostgres server, String setting) throws SQLException {
    return query(server, "postgres", "show " + setting);
  }

  private static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
  }
}
