package org.carelay.schedule;

import java.time.Clock;
import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;
import org.carelay.connector.Trigger;

/** Triggers by the clock; needs no connection. */
public final class ScheduleConnector implements Connector<NoSettings, Client> {
  private final Calendars calendars;

  /** Without calendars of holidays. */
  public ScheduleConnector() {
    this(new Calendars(null, Clock.systemUTC()));
  }

  public ScheduleConnector(Calendars calendars) {
    this.calendars = calendars;
  }

  @Override
  public About about() {
    return new About("schedule", "Schedule", "Starts recipes at set times.");
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Client open(NoSettings settings, ConnectionContext context) {
    return Client.NONE;
  }

  @Override
  public String test(Client client) {
    return "The clock needs no connection";
  }

  @Override
  public List<Trigger<Client, ?>> triggers() {
    var ticker = new ScheduleTicker(calendars);
    return List.of(
        new CronTrigger(calendars, ticker), new EveryTrigger(ticker), new OnceTrigger(ticker));
  }
}
