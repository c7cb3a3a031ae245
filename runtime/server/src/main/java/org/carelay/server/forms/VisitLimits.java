package org.carelay.server.forms;

import io.micronaut.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often forms may be looked at and sent within a minute, so that nobody fills the inbox or
 * tries out links. Counted in this process alone, and generous to many people behind one address.
 */
final class VisitLimits {
  private static final int LOOKS = 300;
  private static final int SENT_BY_ONE = 60;
  private static final int SENT_TO_ONE_LINK = 20;
  private static final int SENT_OPEN_BY_ONE = 15;
  private static final int SENT_TO_ONE_OPEN = 300;

  /** Buttons that send nothing: further questions, and the script that shows them. */
  private static final Set<String> NOT_SENT = Set.of("look", "more", "save");

  private final Clock clock;
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private long minute;

  VisitLimits(Clock clock) {
    this.clock = clock;
  }

  /**
   * Whose visit this is: the last address that a proxy in our own network has added, or the peer.
   */
  static String visitor(HttpRequest<?> request) {
    var peer = request.getRemoteAddress().getAddress();
    var forwarded = request.getHeaders().get("X-Forwarded-For");
    if (forwarded == null || !peer.isLoopbackAddress() && !peer.isSiteLocalAddress()) {
      return peer.getHostAddress();
    }
    return forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
  }

  boolean allowsLooking(String visitor) {
    return count("look " + visitor, LOOKS);
  }

  /**
   * @param form {@code open/ADDRESS}, or {@code /TOKEN}, which is kept for a minute in memory only
   */
  boolean allowsSending(String visitor, String form, Map<String, List<String>> fields) {
    var action = fields.getOrDefault("_action", List.of(""));
    if (NOT_SENT.contains(action.getFirst())) {
      return allowsLooking(visitor);
    }
    boolean open = form.startsWith("open/");
    return count("send " + visitor, SENT_BY_ONE)
        && count("form " + form, open ? SENT_TO_ONE_OPEN : SENT_TO_ONE_LINK)
        && (!open || count("open " + visitor, SENT_OPEN_BY_ONE));
  }

  private boolean count(String what, int most) {
    turnPage();
    return counts.computeIfAbsent(what, same -> new AtomicInteger()).incrementAndGet() <= most;
  }

  private synchronized void turnPage() {
    long now = clock.instant().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      counts.clear();
    }
  }
}
