package org.carelay.database;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.carelay.connector.ConnectorException;
import org.carelay.database.cdc.Access;

/** Lends a client's pool to its change capture. */
record CaptureAccess(DatabaseClient client, DatabaseSettings settings, Clock clock, Duration waits)
    implements Access {
  @Override
  public ZoneId zone(ZoneId recipes) {
    return client.zone(recipes);
  }

  @Override
  public void renew() {
    client.renew();
  }

  @Override
  public <T> T with(Work<T> work) throws ConnectorException, InterruptedException {
    return client.with(clock.instant().plus(settings.timeout()), work::with);
  }
}
