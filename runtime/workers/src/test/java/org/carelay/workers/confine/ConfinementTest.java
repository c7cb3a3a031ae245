package org.carelay.workers.confine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel's side, tried with a shell: what is granted works, what is not does not. */
class ConfinementTest {
  private static final Grants.Limits LIMITS = new Grants.Limits(256L << 20, 1 << 20, 64);

  @TempDir private Path folder = Path.of("");

  private String run(Confinement confinement, String script)
      throws IOException, InterruptedException {
    var work = Files.createDirectories(folder.resolve("work"));
    // The shell's own commands only: it may start no other program.
    var shell = Path.of("/bin/sh").toRealPath();
    var builder =
        new ProcessBuilder(shell.toString(), "-c", script)
            .directory(work.toFile())
            .redirectErrorStream(true);
    var process = confinement.start(builder, new Grants(List.of(shell), work, LIMITS));
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 99})
  void holds_with_every_version_of_the_kernels_interface(int version) throws Exception {
    var confinement = Linux.detect(version);
    assertThat(confinement.level()).isInstanceOf(Confinement.Level.Full.class);
    Files.writeString(folder.resolve("secret"), "the secret");
    assertThat(run(confinement, "echo made > file; read x < file; echo $x")).isEqualTo("made\n");
    assertThat(run(confinement, "read x < ../secret; echo $x"))
        .contains("denied")
        .doesNotContain("the secret");
    assertThat(run(confinement, "echo x > ../secret")).contains("denied");
    assertThat(run(confinement, "read x < /proc/$PPID/environ")).contains("denied");
    assertThat(run(confinement, "kill -CONT $PPID || echo refused")).contains("refused");
    assertThat(run(confinement, "(echo forked)")).doesNotContain("forked");
    assertThat(run(confinement, "/bin/ls /")).doesNotContain("etc");
  }

  @Test
  void leaves_the_thread_that_asked_as_it_was() throws Exception {
    Files.writeString(folder.resolve("secret"), "the secret");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var output = threads.submit(() -> run(Confinement.detect(), "echo fine")).get();
      assertThat(output).isEqualTo("fine\n");
      for (var i = 0; i < 50; i++) {
        assertThat(threads.submit(() -> Files.readString(folder.resolve("secret"))).get())
            .isEqualTo("the secret");
      }
    }
    var child = new ProcessBuilder("/bin/sh", "-c", "(echo forked)").start();
    assertThat(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("forked\n");
  }

  @Test
  void says_what_is_not_there_without_it() throws Exception {
    var confinement = Confinement.none("it is turned off");
    assertThat(confinement.level()).isEqualTo(new Confinement.Level.Basic("it is turned off"));
    Files.writeString(folder.resolve("secret"), "the secret\n");
    // So the tests above would notice if nothing were confined.
    assertThat(run(confinement, "read x < ../secret; echo $x; (echo forked)"))
        .isEqualTo("the secret\nforked\n");
    assertThat(Linux.detect(0).level()).isInstanceOf(Confinement.Level.Basic.class);
  }

  @Test
  void reports_a_program_that_is_not_there() {
    var builder = new ProcessBuilder("/no/such/program").directory(folder.toFile());
    assertThat(
            catchThrowable(
                () -> Confinement.detect().start(builder, new Grants(List.of(), folder, LIMITS))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/no/such/program");
  }
}
