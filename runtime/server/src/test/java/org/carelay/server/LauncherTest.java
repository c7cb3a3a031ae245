package org.carelay.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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

  private Path lib() {
    return folder.resolve("runtime/server/target/carelay/lib/carelay-server-0.1.0.jar");
  }

  private String[] started(String home) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("sh", folder.resolve("carelay").toString(), "check", "my recipe.json");
    builder.environment().put("CARELAY_HOME", folder.resolve(home).toString());
    builder.environment().put("CARELAY_JAVA_HOME", folder.resolve("jdk").toString());
    var process = builder.redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
    return said.split("\n");
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
