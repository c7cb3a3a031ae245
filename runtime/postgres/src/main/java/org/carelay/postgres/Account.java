package org.carelay.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who runs the server's programs, which refuse to work for root. */
sealed interface Account {
  /** Ourselves: we are not root. */
  record Own() implements Account {}

  /** Root, seen as nobody from inside a user namespace of its own. Files stay root's. */
  record UserNamespace() implements Account {}

  /** Another account, to which the data directory is given. */
  record Other(String name) implements Account {}

  /** The command as this account runs it; the process started is the program itself. */
  default List<String> command(Path program, List<String> arguments) {
    var command = new ArrayList<String>();
    switch (this) {
      case Own() -> {}
      case UserNamespace() -> command.addAll(List.of("unshare", "--user"));
      case Other(String name) ->
          command.addAll(
              List.of(
                  "setpriv", "--reuid=" + name, "--regid=" + group(name), "--clear-groups", "--"));
    }
    command.add(program.toString());
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /** Gives this account what it must be able to read and write. */
  default void own(Path path) throws IOException {
    if (this instanceof Other(String name)) {
      var owner = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
      try (var paths = Files.walk(path)) {
        for (var each : (Iterable<Path>) paths::iterator) {
          Files.setOwner(each, owner);
        }
      }
    }
  }

  /**
   * The account for a data directory. For root: the account that owns the cluster already, else a
   * user namespace where the system allows one, else {@code postgres} or {@code nobody}.
   */
  static Account forCluster(Path cluster) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new Own();
    }
    try {
      if (Files.isDirectory(cluster)) {
        var owner = Files.getOwner(cluster).getName();
        if (!owner.equals("root")) {
          return new Other(owner);
        }
      }
    } catch (IOException e) {
      throw new PostgresException("Cannot read " + cluster + ": " + e.getMessage(), e);
    }
    if (succeeds("unshare", "--user", "true")) {
      return new UserNamespace();
    }
    for (var name : List.of("postgres", "nobody")) {
      if (succeeds(new Other(name).command(Path.of("true"), List.of()))) {
        return new Other(name);
      }
    }
    throw new PostgresException(
        "PostgreSQL refuses to run as root, and this system offers neither user namespaces (unshare) nor setpriv with an account 'postgres' or 'nobody'. Run Carelay as an ordinary user, or name an outside PostgreSQL in CARELAY_DATABASE_URL.");
  }

  private static String group(String user) {
    return user.equals("nobody") && succeeds("getent", "group", "nogroup") ? "nogroup" : user;
  }

  private static boolean succeeds(String... command) {
    return succeeds(List.of(command));
  }

  private static boolean succeeds(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the program itself is missing
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
