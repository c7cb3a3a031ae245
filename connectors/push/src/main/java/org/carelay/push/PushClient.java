package org.carelay.push;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.jspecify.annotations.Nullable;

/** The push services of a connection. Holds no connection: each note makes its own. */
final class PushClient implements Client {
  private final @Nullable WebPush browsers;
  private final @Nullable Fcm apps;
  private final Clock clock;

  /**
   * @throws IllegalArgumentException if the settings contradict each other
   */
  PushClient(PushSettings settings, Clock clock) {
    this.clock = clock;
    if (!settings.contact().strip().matches("mailto:[^@\\s]+@[^@\\s]+|https://\\S+")) {
      throw new IllegalArgumentException(
          "The contact must be like mailto:it@example.org, or an https address");
    }
    if (settings.vapid() == null && settings.firebase() == null) {
      throw new IllegalArgumentException("Give keys for browsers, a Firebase project, or both");
    }
    browsers = settings.vapid() == null ? null : new WebPush(settings.vapid(), settings, clock);
    apps = settings.firebase() == null ? null : new Fcm(settings.firebase(), settings.rootUrl());
  }

  /**
   * Sends one note once.
   *
   * @return the service's name for it; null where it gives none
   */
  @Nullable String send(Target target, byte[] content, Note note, Instant deadline)
      throws ConnectorException {
    return switch (target) {
      case Target.Browser browser -> {
        var request = chosen(browsers, "browsers").request(browser, content, note);
        yield PushCall.make(request, left(deadline)).headers().firstValue("Location").orElse(null);
      }
      case Target.App app -> {
        var request = chosen(apps, "apps").request(app, note);
        yield Fcm.name(PushCall.make(request, left(deadline)));
      }
    };
  }

  private Duration left(Instant deadline) {
    return Duration.between(clock.instant(), deadline);
  }

  private static <T> T chosen(@Nullable T service, String whom) throws Permanent {
    if (service == null) {
      throw new Permanent(
          "not-set-up", "The push connection is not set up for %s.".formatted(whom), null);
    }
    return service;
  }

  /** Signs in where that can be tried without sending. */
  String test() throws ConnectorException {
    if (apps != null) {
      apps.signIn();
    }
    return browsers == null
        ? "Signed in at Firebase; browsers get no notes"
        : apps == null
            ? "The keys for browsers are a pair; apps get no notes"
            : "The keys for browsers are a pair, and Firebase takes the service account";
  }

  @Override
  public String toString() {
    return "PushClient[]";
  }
}
