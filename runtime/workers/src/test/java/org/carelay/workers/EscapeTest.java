package org.carelay.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.carelay.workers.confine.AnotherUser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The table of escapes, tried for real: as whoever runs the tests, and as nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscapeTest {
  private final EscapeRun run;

  EscapeTest(@TempDir Path folder) throws Exception {
    run = new EscapeRun(folder);
  }

  @AfterAll
  void close() throws IOException {
    run.close();
  }

  @TestFactory
  Stream<DynamicTest> functions_can_not() {
    return EscapeTable.all()
        .map(
            attempt ->
                DynamicTest.dynamicTest(
                    attempt.language() + " " + attempt.name(),
                    () -> assertThat(run.problems(attempt)).isEmpty()));
  }

  /** Where the tests do not run as root, the tests above are as a normal user already. */
  @Test
  void functions_can_not_as_a_normal_user_either(@TempDir Path shared) throws Exception {
    if (!AnotherUser.isRoot()) {
      return;
    }
    var lines = runAsNobody(shared);
    assertThat(lines).first().isEqualTo("isolation full");
    assertThat(lines.subList(1, lines.size()))
        .hasSize((int) EscapeTable.all().count())
        .allSatisfy(line -> assertThat(line).endsWith(" ok"));
  }

  private static List<String> runAsNobody(Path shared) throws Exception {
    openToAll(shared);
    var home = Files.createDirectory(shared.resolve("nobody"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + home,
                "-cp",
                copiedClassPath(shared),
                EscapeRun.class.getName(),
                home.toString())
            .directory(home.toFile())
            .redirectErrorStream(true);
    builder.environment().put("CARELAY_TEST_SECRET", "in the parent's environment");
    builder.environment().put("HOME", home.toString());
    var process = AnotherUser.start(builder);
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Nobody may not be able to read the jars where they are, such as below root's home. */
  private static String copiedClassPath(Path shared) throws IOException {
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(":")) {
      var source = Path.of(entry);
      var target = shared.resolve("cp" + entries.size() + "-" + source.getFileName());
      if (Files.isDirectory(source)) {
        copyTree(source, target);
      } else if (Files.exists(source)) {
        Files.copy(source, target);
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
      }
      entries.add(target.toString());
    }
    return String.join(":", entries);
  }

  private static void copyTree(Path source, Path target) throws IOException {
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes)
              throws IOException {
            openToAll(Files.createDirectories(target.resolve(source.relativize(dir).toString())));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, target.resolve(source.relativize(file).toString()));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void openToAll(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
