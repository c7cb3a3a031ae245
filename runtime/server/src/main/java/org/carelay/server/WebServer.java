package org.carelay.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.carelay.server.secret.SecretBox;
import org.carelay.server.web.Changes;

/** The HTTP server. Listens from its start on, and answers 503 until {@link Running} is ready. */
final class WebServer implements AutoCloseable {
  private final ApplicationContext context;
  private final EmbeddedServer server;

  private WebServer(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  static WebServer start(Configuration configuration, SecretBox secrets, Clock clock)
      throws StartFailed {
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
      return new WebServer(context, context.getBean(EmbeddedServer.class).start());
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

  URI address() {
    return server.getURI();
  }

  @Override
  public void close() {
    changes().close(); // ends the streams, which would keep the server waiting
    server.stop();
    context.close();
  }
}
