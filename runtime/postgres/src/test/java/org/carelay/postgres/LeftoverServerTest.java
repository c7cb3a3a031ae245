package org.carelay.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a runtime finds that was not stopped properly, or runs as somebody else. */
class LeftoverServerTest {
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = TestFolders.open("carelay-postgres-test");
  }

  @AfterEach
  void deleteFolder() throws IOException {
    Folders.delete(folder);
  }

  @Test
  void takes_over_the_server_of_a_killed_runtime() throws Exception {
    var runtime = startRuntime(List.of(), TestFolders.BINARIES);
    var ready = awaitReady(runtime);
    EmbeddedPostgresTest.kill(runtime.pid());
    runtime.waitFor();

    try (var server = EmbeddedPostgres.start(config(TestFolders.BINARIES))) {
      assertThat("READY " + server.pid() + " " + server.port()).isEqualTo(ready);
      EmbeddedPostgresTest.run(server, "clinic", "create table patient (id int)");
    }
    assertThat(ProcessHandle.of(pidIn(ready)).filter(ProcessHandle::isAlive))
        .as("a server that was taken over is also stopped")
        .isEmpty();
  }

  @Test
  void recovers_when_runtime_and_server_were_killed() throws Exception {
    var runtime = startRuntime(List.of(), TestFolders.BINARIES);
    var ready = awaitReady(runtime);
    EmbeddedPostgresTest.kill(runtime.pid());
    EmbeddedPostgresTest.kill(pidIn(ready));
    runtime.waitFor();

    try (var server = EmbeddedPostgres.start(config(TestFolders.BINARIES))) {
      assertThat(server.pid()).isNotEqualTo(pidIn(ready));
      assertThat(EmbeddedPostgresTest.query(server, "clinic", "select 1")).isEqualTo("1");
    }
  }

  @Test
  void starts_although_another_process_of_ours_has_the_dead_servers_number() throws Exception {
    long dead;
    try (var server = EmbeddedPostgres.start(config(TestFolders.BINARIES))) {
      dead = server.pid();
      EmbeddedPostgresTest.kill(dead);
    }
    var other = new ProcessBuilder("sleep", "600").start();
    try {
      var file = folder.resolve("data/cluster/postmaster.pid");
      Files.writeString(file, Files.readString(file).replaceFirst("\\d+", "" + other.pid()));
      try (var server = EmbeddedPostgres.start(config(TestFolders.BINARIES))) {
        assertThat(EmbeddedPostgresTest.query(server, "postgres", "select 1")).isEqualTo("1");
      }
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  @Test
  void runs_for_an_ordinary_user() throws Exception {
    var root = "root".equals(System.getProperty("user.name"));
    if (root) {
      giveTo(folder, "nobody");
    }
    var as =
        root
            ? List.of("setpriv", "--reuid=nobody", "--regid=65534", "--clear-groups", "--")
            : List.<String>of();
    var runtime = startRuntime(as, folder.resolve("binaries"));
    var ready = awaitReady(runtime);
    assertThat(ready).startsWith("READY");
    EmbeddedPostgresTest.kill(runtime.pid());
    EmbeddedPostgresTest.kill(pidIn(ready));
    runtime.waitFor();
    if (root) {
      // Root starts what belongs to another account as that account.
      try (var server = EmbeddedPostgres.start(config(folder.resolve("binaries")))) {
        assertThat(EmbeddedPostgresTest.query(server, "clinic", "select 1")).isEqualTo("1");
      }
      assertThat(Files.getOwner(folder.resolve("data/cluster")).getName()).isEqualTo("nobody");
    }
  }

  @Test
  void runs_as_another_account_where_root_has_no_user_namespaces() throws Exception {
    if (!"root".equals(System.getProperty("user.name"))) {
      assertThat(Account.forCluster(folder)).isEqualTo(new Account.Own());
      return;
    }
    Files.createDirectories(folder.resolve("data"));
    try (var server =
        EmbeddedPostgres.start(config(folder.resolve("binaries")), new Account.Other("nobody"))) {
      assertThat(EmbeddedPostgresTest.query(server, "postgres", "select 1")).isEqualTo("1");
      var owner = ProcessHandle.of(server.pid()).orElseThrow().info().user();
      assertThat(owner).contains("nobody");
    }
  }

  @Test
  void is_out_of_reach_of_the_terminals_interrupt() throws Exception {
    try (var server = EmbeddedPostgres.start(config(TestFolders.BINARIES))) {
      var stat = Files.readString(Path.of("/proc/" + server.pid() + "/stat"));
      var session = stat.substring(stat.lastIndexOf(')')).split(" ", -1)[4];
      assertThat(session).isEqualTo("" + server.pid());
    }
  }

  private EmbeddedPostgres.Config config(Path binaries) {
    return new EmbeddedPostgres.Config(folder.resolve("data"), binaries, 0);
  }

  /** A runtime in a JVM of its own, with a class path that anybody may read. */
  private Process startRuntime(List<String> as, Path binaries) throws IOException {
    var command = new ArrayList<>(as);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-cp",
            readableClassPath(),
            ServerMain.class.getName(),
            folder.resolve("data").toString(),
            binaries.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private String readableClassPath() throws IOException {
    var copies = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      var source = Path.of(entry);
      if (Files.exists(source)) {
        var copy = folder.resolve("class-path-" + copies.size() + "-" + source.getFileName());
        copy(source, copy);
        copies.add(copy.toString());
      }
    }
    return String.join(java.io.File.pathSeparator, copies);
  }

  private static void copy(Path source, Path target) throws IOException {
    try (var all = Files.walk(source)) {
      for (var each : (Iterable<Path>) all::iterator) {
        Files.copy(each, target.resolve(source.relativize(each).toString()));
      }
    }
  }

  private static void giveTo(Path path, String user) throws IOException {
    new Account.Other(user).own(path);
  }

  private static String awaitReady(Process runtime) throws Exception {
    var lines =
        new BufferedReader(new InputStreamReader(runtime.getInputStream(), StandardCharsets.UTF_8));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("READY")) {
        return line;
      }
    }
    runtime.waitFor(10, TimeUnit.SECONDS);
    throw new AssertionError("the runtime ended: " + runtime.exitValue());
  }

  private static long pidIn(String ready) {
    return Long.parseLong(ready.split(" ", -1)[1]);
  }
}
