package org.carelay.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.Client;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;

/** Looks at the clock for all schedules. */
final class ScheduleTicker implements Poller<Client> {
  /** At the latest, so that a machine that slept or was set right is noticed. */
  private static final Duration LOOK_AGAIN_WITHIN = Duration.ofMinutes(1);

  private final Calendars calendars;

  ScheduleTicker(Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public String id() {
    return "clock";
  }

  @Override
  public Result poll(Client client, Request request) {
    var now = request.clock().instant();
    var next = now.plus(LOOK_AGAIN_WITHIN);
    var findings = new ArrayList<Finding>();
    for (var subscription : request.subscriptions()) {
      try {
        var look = new ScheduleLook(subscription, now, calendars);
        findings.add(look.finding());
        next = look.next(next);
      } catch (CronException e) {
        // It was right when the recipe was saved; the other schedules go on in any case.
        var notice = new Notice("cron-not-understood", e.code(), true, e.getMessage());
        findings.add(new Finding(subscription.id(), List.of(), List.of(), List.of(notice)));
      }
    }
    return new Result(findings, List.of(), next);
  }
}
