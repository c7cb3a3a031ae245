package org.carelay.schedule;

import java.nio.file.Path;
import java.time.Clock;

/** What the tests of this connector have in common. */
final class Lab {
  static final Calendars NO_CALENDARS = new Calendars(null, Clock.systemUTC());
  static final ScheduleTicker TICKER = new ScheduleTicker(NO_CALENDARS);

  private Lab() {}

  static CronTrigger cron() {
    return new CronTrigger(NO_CALENDARS, TICKER);
  }

  static EveryTrigger every() {
    return new EveryTrigger(TICKER);
  }

  static OnceTrigger once() {
    return new OnceTrigger(TICKER);
  }

  static CronTrigger cron(Path folder, Clock clock) {
    var calendars = new Calendars(folder, clock);
    return new CronTrigger(calendars, new ScheduleTicker(calendars));
  }
}
