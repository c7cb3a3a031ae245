package org.carelay.server;

import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import org.carelay.server.secret.SecretBox;
import org.carelay.server.secret.SecretKeyFile;

/** Everything that runs, started in order and stopped in the opposite order. */
public final class Server implements AutoCloseable {
  private final Closing closing;
  private final URI address;

  private Server(Closing closing, URI address) {
    this.closing = closing;
    this.address = address;
  }

  /**
   * Starts everything.
   *
   * @throws StartFailed with a sentence for the person who started it; nothing is left running
   */
  public static Server start(Configuration configuration, Clock clock) throws StartFailed {
    var closing = new Closing();
    try {
      closing.add("the home folder", Home.take(configuration.home()));
      var secrets = secrets(configuration);
      var web = WebServer.start(configuration, secrets, clock);
      closing.add("the web server", web);
      return new Server(closing, web.address());
    } catch (StartFailed | RuntimeException e) {
      closing.close();
      throw e;
    }
  }

  private static SecretBox secrets(Configuration configuration) throws StartFailed {
    var file =
        Objects.requireNonNullElseGet(
            configuration.secretKeyFile(), () -> configuration.home().resolve("secret.key"));
    try {
      return new SecretBox(
          configuration.secretKeyFile() == null
              ? SecretKeyFile.readOrCreate(file)
              : SecretKeyFile.read(file));
    } catch (SecretKeyFile.Unusable e) {
      throw new StartFailed(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where this server is reached from this machine. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    closing.close();
  }
}
