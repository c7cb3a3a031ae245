package org.carelay.push;

import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;

/** Notes on phones and in browsers. */
public final class PushConnector implements Connector<PushSettings, PushClient> {
  @Override
  public About about() {
    return new About("push", "Push", "Shows notes in browsers (Web Push) and apps (Firebase).");
  }

  @Override
  public Class<PushSettings> settings() {
    return PushSettings.class;
  }

  @Override
  public PushClient open(PushSettings settings, ConnectionContext context) {
    return new PushClient(settings, context.clock());
  }

  @Override
  public String test(PushClient client) throws ConnectorException {
    return client.test();
  }

  @Override
  public List<Action<PushClient, ?, ?>> actions() {
    return List.of(new SendPush());
  }
}
