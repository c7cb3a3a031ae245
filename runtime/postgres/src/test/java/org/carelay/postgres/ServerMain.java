package org.carelay.postgres;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A runtime to be killed: starts a server and stays. Arguments: data directory, binaries. */
final class ServerMain {
  private ServerMain() {}

  public static void main(String[] arguments) throws Exception {
    var config = new EmbeddedPostgres.Config(Path.of(arguments[0]), Path.of(arguments[1]), 0);
    var server = EmbeddedPostgres.start(config);
    server.createDatabaseIfAbsent("clinic");
    System.out.println("READY " + server.pid() + " " + server.port());
    new CountDownLatch(1).await();
  }
}
