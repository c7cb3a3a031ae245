package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script with which Carelay is started, with a Java that only says how it was called. */
class LauncherTest {
  @TempDir Path folder;

  @BeforeEach
  void a_program_that_is_built() throws IOException {
    Files.copy(Path.of("..", "..", "carelay"), folder.resolve("carelay"));
    for (var name : new String[] {"connectors", "recipes", "runtime", "web-editor"}) {
      Files.createDirectories(folder.resolve(name));
    }
    write("pom.xml", "");
    write("runtime/server/target/carelay/lib/carelay-server-0.1.0.jar", "");
    write("runtime/server/target/carelay/built", "");
    Files.setLastModifiedTime(
        folder.resolve("runtime/server/target/carelay/built"),
        FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
    write("jdk/release", "JAVA_VERSION=\"25\"\n");
    script("jdk/bin/java", "for word in \"$@\"; do echo \"$word\"; done\n");
    script("jdk/bin/javac", "");
  }

  @Test
  void starts_the_server_with_the_drivers_that_the_site_has_added() throws Exception {
    assertThat(started("a home"))
        .containsSubsequence(
            "-cp", lib().toString(), "org.carelay.server.Carelay", "check", "my recipe.json");
    write("a home/drivers/mssql-jdbc.jar", "");
    write("a home/drivers/readme.txt", "");
    assertThat(started("a home"))
        .containsSubsequence(
            "-cp",
            lib() + ":" + folder.resolve("a home/drivers/mssql-jdbc.jar"),
            "org.carelay.server.Carelay");
  }

  @Test
  void knows_by_its_place_what_it_has_cached_of_the_jars() throws Exception {
    var here = cache("carelay");
    assertThat(cache("carelay")).isEqualTo(here);
    var there = folder.resolve("moved");
    Files.createDirectories(there);
    for (var name : new String[] {"carelay", "connectors", "recipes", "runtime", "pom.xml"}) {
      Files.move(folder.resolve(name), there.resolve(name));
    }
    Files.move(folder.resolve("web-editor"), there.resolve("web-editor"));
    assertThat(cache("moved/carelay")).isNotEqualTo(here);
  }

  private String cache(String launcher) throws IOException, InterruptedException {
    var option = said(launcher, "run").lines().findFirst().orElseThrow();
    assertThat(option).startsWith("-Dcarelay.startup-cache=").endsWith(".aot");
    return Path.of(option.substring(option.indexOf('=') + 1)).getFileName().toString();
  }

  @Test
  void opens_files_with_accents_where_no_locale_is_set() throws Exception {
    script("jdk/bin/java", "echo \"$LC_ALL\"\n");
    var bare = process("carelay", "check", "x.json");
    bare.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    assertThat(said(bare)).isEqualTo("C.UTF-8\n");
    bare.environment().put("LANG", "de_DE.UTF-8");
    assertThat(said(bare)).isEqualTo("\n");
  }

  @Test
  void does_not_take_what_the_build_itself_makes_for_a_change() throws Exception {
    a_build_that("types=web-editor/src/api/generated; mkdir -p $types; echo >$types/openapi.d.ts");
    Files.delete(folder.resolve("runtime/server/target/carelay/built"));
    assertThat(said("carelay", "check", "x.json")).startsWith("Building Carelay. The first time");
    assertThat(said("carelay", "check", "x.json")).doesNotContain("Building");
  }

  @Test
  void never_takes_the_jars_of_a_running_server_away() throws Exception {
    a_build_that("");
    script("jdk/bin/java", "echo ready\ncase \"$*\" in *' run') read -r _ ;; esac\n");
    var server = process("carelay", "run").start();
    try {
      assertThat(server.inputReader().readLine()).isEqualTo("ready");
      write("pom.xml", "<changed/>");
      Files.setLastModifiedTime(
          folder.resolve("pom.xml"), FileTime.from(Instant.parse("2101-01-01T00:00:00Z")));
      assertThat(said("carelay", "run"))
          .contains("Carelay is running from this folder", "(kill " + server.pid() + ")");
      assertThat(said("carelay", "check", "x.json")).contains("not the newer sources", "ready");
    } finally {
      server.destroyForcibly().waitFor();
    }
    assertThat(said("carelay", "check", "x.json")).contains("Building Carelay again", "ready");
  }

  /** A Maven that makes the jars, and does what else a build would. */
  private void a_build_that(String command) throws IOException {
    script(
        "bin/mvn",
        """
        [ "$1" != -v ] || { echo 'Apache Maven 3.9.9'; exit; }
        cd "${0%%/bin/mvn}"
        mkdir -p runtime/server/target/carelay/lib
        : >runtime/server/target/carelay/lib/carelay-server-0.1.0.jar
        %s
        """
            .formatted(command));
  }

  private Path lib() {
    return folder.resolve("runtime/server/target/carelay/lib/carelay-server-0.1.0.jar");
  }

  private String[] started(String home) throws IOException, InterruptedException {
    var process = process("carelay", "check", "my recipe.json");
    process.environment().put("CARELAY_HOME", folder.resolve(home).toString());
    return said(process).split("\n");
  }

  private String said(String launcher, String... arguments)
      throws IOException, InterruptedException {
    return said(process(launcher, arguments));
  }

  private static String said(ProcessBuilder builder) throws IOException, InterruptedException {
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    return said;
  }

  private ProcessBuilder process(String launcher, String... arguments) {
    var command = new ArrayList<>(List.of("sh", folder.resolve(launcher).toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var path = folder.resolve("bin") + ":" + builder.environment().get("PATH");
    builder.environment().put("PATH", path);
    builder.environment().put("CARELAY_HOME", folder.resolve("a home").toString());
    builder.environment().put("CARELAY_JAVA_HOME", folder.resolve("jdk").toString());
    return builder;
  }

  private void script(String name, String text) throws IOException {
    write(name, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(
        folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
