package org.carelay.push;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Memory;
import org.carelay.connector.Subscribable;
import org.jspecify.annotations.Nullable;

/** The push services of a connection. Holds no connection: each note makes its own. */
final class PushClient implements Subscribable {
  private static final int MOST_OF_A_NAME = 80;

  private final @Nullable WebPush browsers;
  private final @Nullable Fcm apps;
  private final Clock clock;
  private final PushSettings settings;

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
    var token = settings.pageToken();
    if (token != null && !token.matches("[A-Za-z0-9_-]{16,200}")) {
      throw new IllegalArgumentException(
          "The token of the subscription page needs at least 16 letters and digits");
    }
    if (!topics(settings).stream().allMatch(Subscriptions::isTopic)) {
      throw new IllegalArgumentException("A topic must look like charge-nurses");
    }
    this.settings = settings;
    browsers = settings.vapid() == null ? null : new WebPush(settings.vapid(), settings, clock);
    apps = settings.firebase() == null ? null : new Fcm(settings.firebase(), settings.rootUrl());
  }

  private static List<String> topics(PushSettings settings) {
    return settings.topics() == null || settings.topics().isEmpty()
        ? List.of("staff")
        : settings.topics();
  }

  @Override
  public boolean admits(String token) {
    var wanted = settings.pageToken();
    return wanted != null
        && browsers != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Offer offer() {
    var vapid = settings.vapid();
    return new Offer(vapid == null ? "" : vapid.publicKey().strip(), topics(settings));
  }

  @Override
  public void subscribe(Map<?, ?> subscription, List<String> topics, String person, Memory memory)
      throws Refused {
    var browser = browser(subscription);
    if (!topics(settings).containsAll(topics)) {
      throw new Refused("unknown-topic", "There is no such topic to subscribe to.");
    }
    var subscriptions = new Subscriptions(memory);
    if (topics.isEmpty()) {
      subscriptions.removeEverywhere(browser);
      return;
    }
    var name = person.strip().replaceAll("\\p{Cntrl}", " ");
    if (name.isEmpty() || name.length() > MOST_OF_A_NAME) {
      throw new Refused("name-missing", "Say whose device this is, in up to 80 characters.");
    }
    for (var topic : topics(settings)) {
      if (!topics.contains(topic)) {
        subscriptions.remove(topic, browser);
      } else if (!subscriptions.add(topic, browser, name, clock.instant())) {
        throw new Refused("too-many", "This topic has too many subscriptions.");
      }
    }
  }

  /** A browser at a push service that this connection may ask. */
  private Target.Browser browser(Map<?, ?> subscription) throws Refused {
    if (browsers != null && Target.of(subscription) instanceof Target.Browser browser) {
      try {
        browsers.allowed(browser.endpoint());
        return browser;
      } catch (ConnectorException e) {
        throw new Refused(e.code(), e.getMessage());
      }
    }
    throw new Refused("bad-subscription", "This is not a browser's subscription.");
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
