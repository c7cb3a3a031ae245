package org.carelay.schedule;

import java.time.Clock;
import java.time.Duration;
import org.carelay.connector.Client;
import org.carelay.connector.Connector;
import org.carelay.connector.NoSettings;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.ConnectorContract;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.junit.jupiter.api.Nested;

class ScheduleConnectorTest {
  @Nested
  class AsConnector extends ConnectorContract<NoSettings, Client> {
    @Override
    protected Connector<NoSettings, Client> connector() {
      return new ScheduleConnector();
    }
  }

  /** Time is what changes outside. */
  abstract static class ByClock<I extends Record> extends PollingTriggerContract<Client, I> {
    private final ManualClock clock = new ManualClock();

    @Override
    protected Client client() {
      return Client.NONE;
    }

    @Override
    protected Clock clock() {
      return clock;
    }

    @Override
    protected void change() {
      clock.advance(Duration.ofMinutes(10));
    }

    @Override
    protected void nothingOfInterest() {
      clock.advance(Duration.ofSeconds(30));
    }
  }

  @Nested
  class Cron extends ByClock<CronTrigger.Input> {
    @Override
    protected PollingTrigger<Client, CronTrigger.Input> trigger() {
      return Lab.cron();
    }

    @Override
    protected CronTrigger.Input input() {
      return new CronTrigger.Input("0 0/10 * * * ?", null, null, null, null, null);
    }
  }

  @Nested
  class Every extends ByClock<EveryTrigger.Input> {
    @Override
    protected PollingTrigger<Client, EveryTrigger.Input> trigger() {
      return Lab.every();
    }

    @Override
    protected EveryTrigger.Input input() {
      return new EveryTrigger.Input(Duration.ofMinutes(10), null);
    }
  }
}
