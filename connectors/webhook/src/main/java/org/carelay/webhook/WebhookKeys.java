package org.carelay.webhook;

import java.util.Objects;
import org.carelay.connector.Client;

/** What senders must prove to know. */
public final class WebhookKeys implements Client {
  private final WebhookSettings settings;
  private final GoogleHealthKeys googleHealth;

  /**
   * @throws IllegalArgumentException if the address of Google Health's keys is not safe
   */
  public WebhookKeys(WebhookSettings settings) {
    this.settings = settings;
    googleHealth =
        new GoogleHealthKeys(
            Objects.requireNonNullElse(settings.googleHealthKeys(), GoogleHealthKeys.PUBLISHED));
  }

  WebhookSettings settings() {
    return settings;
  }

  GoogleHealthKeys googleHealth() {
    return googleHealth;
  }
}
