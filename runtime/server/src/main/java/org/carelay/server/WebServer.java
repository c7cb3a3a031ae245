package org.carelay.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Map;
import org.carelay.server.secret.SecretBox;
import org.carelay.server.web.Changes;

/** The HTTP server. Listens from its start on, and answers 503 until {@link Running} is ready. */
final class WebServer implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final String host;

  private WebServer(ApplicationContext context, EmbeddedServer server, String host) {
    this.context = context;
    this.server = server;
    this.host = host;
  }

  static WebServer start(Configuration configuration, SecretBox secrets, Clock clock)
      throws StartFailed {
    var host = host(configuration.host());
    var context =
        ApplicationContext.builder(Carelay.class)
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .environmentPropertySource(false)
            .banner(false)
            .properties(
                Map.of(
                    "micronaut.server.host",
                    configuration.host(),
                    "micronaut.server.port",
                    configuration.port() == 0 ? -1 : configuration.port()))
            .singletons(configuration, secrets, clock, new Running(), new Changes())
            .start();
    try {
      return new WebServer(context, context.getBean(EmbeddedServer.class).start(), host);
    } catch (ServerStartupException e) {
      context.close();
      throw new StartFailed(
          e.getCause() instanceof BindException
              ? "Port %d on %s is taken by another program: stop that, or set CARELAY_PORT."
                  .formatted(configuration.port(), configuration.host())
              : "The web server cannot start: " + e.getMessage(),
          e);
    }
  }

  Running running() {
    return context.getBean(Running.class);
  }

  Changes changes() {
    return context.getBean(Changes.class);
  }

  /** How programs on this machine reach it. */
  URI address() {
    return URI.create("http://" + host + ":" + server.getPort());
  }

  private static String host(String configured) throws StartFailed {
    try {
      var address = InetAddress.getByName(configured);
      if (address.isAnyLocalAddress()) {
        return "127.0.0.1";
      }
      return address instanceof Inet6Address ? "[" + configured + "]" : configured;
    } catch (UnknownHostException e) {
      throw new StartFailed("CARELAY_HOST is no address of this machine.", e);
    }
  }

  @Override
  public void close() {
    changes().close(); // ends the streams, which would keep the server waiting
    server.stop();
    context.close();
  }
}
