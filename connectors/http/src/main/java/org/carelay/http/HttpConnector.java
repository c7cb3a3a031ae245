package org.carelay.http;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.http.Outgoing.Limits;
import org.carelay.http.Outgoing.Repeat;

/** Any API that speaks HTTP. */
public final class HttpConnector implements Connector<HttpSettings, HttpApi> {
  private static final Duration TEST_WAIT = Duration.ofSeconds(15);

  @Override
  public About about() {
    return new About("http", "HTTP", "Reads from and writes to any API that speaks HTTP.");
  }

  @Override
  public Class<HttpSettings> settings() {
    return HttpSettings.class;
  }

  @Override
  public HttpApi open(HttpSettings settings, ConnectionContext context) {
    return new HttpApi(settings);
  }

  /** Reads once. Any status but a refusal of the credentials shows that the API is there. */
  @Override
  public String test(HttpApi client) throws ConnectorException, InterruptedException {
    var anyhow = List.of(400, 404, 405, 406, 415, 422);
    var limits = new Limits(TEST_WAIT, 1 << 20, anyhow);
    var address = client.testAddress();
    var request = new Outgoing("GET", address, Map.of(), null, limits, Repeat.FREELY);
    var clock = Clock.systemUTC();
    var status = client.exchange(request, clock, clock.instant().plus(TEST_WAIT)).status();
    return status / 100 == 2
        ? "The API at %s answers".formatted(address.getHost())
        : "The API at %s answers, with status %d at the address tested; name one that exists to be sure"
            .formatted(address.getHost(), status);
  }

  @Override
  public List<Action<HttpApi, ?, ?>> actions() {
    return List.of(new HttpGet(), new HttpPut(), new HttpPost());
  }
}
