package org.carelay.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.StartableNow;

/** Fires at the times that its input gives; all schedules share one ticker. */
abstract sealed class ScheduleTrigger<I extends Record & ScheduleInput>
    implements PollingTrigger<Client, I>, StartableNow<I>
    permits CronTrigger, EveryTrigger, OnceTrigger {
  private final ScheduleTicker ticker;

  ScheduleTrigger(ScheduleTicker ticker) {
    this.ticker = ticker;
  }

  @Override
  public Class<FireEvent> event() {
    return FireEvent.class;
  }

  @Override
  public Poller<Client> poller() {
    return ticker;
  }

  @Override
  public Map<String, Object> now(I input, ZoneId zone, Instant now) {
    return input.fire(zone, now);
  }

  @Override
  public Samples samples(Client client, I input, Samples.Request request) {
    return input.next(request);
  }
}
