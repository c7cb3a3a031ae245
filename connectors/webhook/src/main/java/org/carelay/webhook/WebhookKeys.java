package org.carelay.webhook;

import org.carelay.connector.Client;

/** What senders must prove to know. */
public record WebhookKeys(WebhookSettings settings) implements Client {}
