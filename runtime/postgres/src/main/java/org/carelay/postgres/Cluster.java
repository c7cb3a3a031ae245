package org.carelay.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The files of one server: made on first use, kept for good. */
record Cluster(Path directory) {
  static final String USER = "carelay";
  private static final String MAJOR_VERSION = "18";
  private static final Set<PosixFilePermission> PRIVATE_FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** PostgreSQL's own folder. */
  Path data() {
    return directory.resolve("cluster");
  }

  Path log() {
    return directory.resolve("server.log");
  }

  Path port() {
    return directory.resolve("port");
  }

  String password() throws IOException {
    return Files.readString(passwordFile()).strip();
  }

  private Path passwordFile() {
    return directory.resolve("password");
  }

  /** Makes the cluster if there is none. A killed attempt leaves nothing that looks like one. */
  void prepare(Binaries binaries, Account account) throws IOException, InterruptedException {
    if (!Files.isDirectory(data())) {
      initialise(binaries, account);
    }
    if (!Files.exists(passwordFile())) {
      throw new PostgresException(
          "The database in %s is there but its password file is not. Put %s back from a backup."
              .formatted(data(), passwordFile()));
    }
    var version = Files.readString(data().resolve("PG_VERSION")).strip();
    if (!version.equals(MAJOR_VERSION)) {
      throw new PostgresException(
          "The database in %s was made by PostgreSQL %s; this version of Carelay brings PostgreSQL %s and cannot read it. Start the Carelay that made it, export, and import here."
              .formatted(data(), version, MAJOR_VERSION));
    }
  }

  private void initialise(Binaries binaries, Account account)
      throws IOException, InterruptedException {
    account.own(directory);
    var partial = directory.resolve("cluster.partial");
    Folders.delete(partial);
    Files.createDirectory(partial, PosixFilePermissions.asFileAttribute(PRIVATE_FOLDER));
    writePassword();
    var given = partial.resolveSibling("password.initdb");
    Files.deleteIfExists(given);
    Files.createFile(given, PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
    Files.writeString(given, password() + "\n");
    account.own(partial);
    account.own(given);
    try {
      var arguments =
          List.of(
              "--pgdata=" + partial,
              "--username=" + USER,
              "--pwfile=" + given,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              // Sorts the same on every machine and after every upgrade of the system's libraries.
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--no-instructions");
      var command = account.command(binaries.program("initdb"), arguments);
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new PostgresException(
            "The database could not be made in %s: %s".formatted(directory, said.strip()));
      }
    } finally {
      Files.delete(given);
    }
    Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A new cluster gets a new password; one left by a killed attempt is of no use. */
  private void writePassword() throws IOException {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    Files.deleteIfExists(passwordFile());
    Files.createFile(passwordFile(), PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
    Files.writeString(
        passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
  }
}
