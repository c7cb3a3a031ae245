package org.carelay.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the tests of this module put things. */
final class TestFolders {
  /** One cache for all tests, as unpacking takes seconds. */
  static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  private TestFolders() {}

  /** A folder that other accounts may enter, unlike JUnit's. */
  static Path open(String name) throws IOException {
    var folder = Files.createTempDirectory(name);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    return folder;
  }
}
