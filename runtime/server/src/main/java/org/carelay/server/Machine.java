package org.carelay.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The machine this runs on, so that a database that was copied to another one is noticed. */
final class Machine {
  private static final Path ID = Path.of("/etc/machine-id");

  private Machine() {}

  /** Stays the same across restarts: the system's machine id, else the host's name. */
  static String name() {
    try {
      var id = Files.isReadable(ID) ? Files.readString(ID).strip() : "";
      return id.isEmpty() ? InetAddress.getLocalHost().getHostName() : id;
    } catch (UnknownHostException e) {
      return "unknown";
    } catch (IOException e) {
      return "unreadable";
    }
  }
}
