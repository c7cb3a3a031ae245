package org.carelay.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server writes about itself in {@code postmaster.pid}; the lines are described in
 * PostgreSQL's {@code src/include/utils/pidfile.h}.
 *
 * @param status {@code starting}, {@code ready}, {@code standby}, {@code stopping}, or empty while
 *     the file is being written
 */
record PostmasterPid(long pid, int port, String status) {
  private static final String FILE = "postmaster.pid";

  boolean ready() {
    return status.equals("ready");
  }

  static Optional<PostmasterPid> in(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(cluster.resolve(FILE));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    var pid = number(lines, 0);
    return pid <= 0
        ? Optional.empty()
        : Optional.of(new PostmasterPid(pid, (int) number(lines, 3), line(lines, 7)));
  }

  /** The running server of this cluster, if the process named in the file is one. */
  Optional<ProcessHandle> server(Path cluster) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                process.info().arguments().stream()
                    .flatMap(Stream::of)
                    .anyMatch(cluster.toString()::equals));
  }

  /**
   * Lets a server start although another living process of ours has got the number of the server
   * that died, as happens in containers. Deleting the file would also switch off the server's guard
   * against orphaned children; so the number is replaced by our own, since a server does not mind
   * its parent's.
   */
  static void disown(Path cluster) throws IOException {
    var file = cluster.resolve(FILE);
    var lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(0, String.valueOf(ProcessHandle.current().pid()));
    var rewritten = cluster.resolve(FILE + ".rewritten");
    Files.write(rewritten, lines);
    Files.move(
        rewritten, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index).strip() : "";
  }

  private static long number(List<String> lines, int index) {
    var text = line(lines, index);
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
