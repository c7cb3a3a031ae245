package org.carelay.webhook;

import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.Trigger;

/** Events that others post; a connection is needed only to keep their keys out of recipes. */
public final class WebhookConnector implements Connector<WebhookSettings, WebhookKeys> {
  @Override
  public About about() {
    return new About(
        "webhook",
        "Webhook",
        "Starts recipes when another system posts to an address, and answers it.");
  }

  @Override
  public Class<WebhookSettings> settings() {
    return WebhookSettings.class;
  }

  @Override
  public WebhookKeys open(WebhookSettings settings, ConnectionContext context) {
    return new WebhookKeys(settings);
  }

  @Override
  public String test(WebhookKeys client) {
    return client.settings().inWords();
  }

  @Override
  public List<Trigger<WebhookKeys, ?>> triggers() {
    return List.of(new ReceivedTrigger());
  }

  @Override
  public List<Action<WebhookKeys, ?, ?>> actions() {
    return List.of(new RespondAction());
  }
}
