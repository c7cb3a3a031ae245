package org.carelay.database.cdc;

import io.debezium.config.CommonConnectorConfig;
import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.mariadb.MariaDbConnector;
import io.debezium.connector.mariadb.MariaDbConnectorTask;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's connector, with a task that sleeps until a row is read. */
public final class WokenMariaDb extends MariaDbConnector {
  @Override
  public Class<? extends Task> taskClass() {
    return SleepingTask.class;
  }

  /** Made by its class name. */
  public static final class SleepingTask extends MariaDbConnectorTask {
    /** Also for signs of life, and where a row was named and not yet queued. */
    private static final Duration LOOKS_ANYWAY_AFTER = Duration.ofMillis(500);

    private Wake wake = new Wake();
    private long quiet = -1;
    private boolean watched = true;

    @Override
    public CdcSourceTaskContext<? extends CommonConnectorConfig> preStart(Configuration config) {
      wake = Wake.of(config.getString("topic.prefix"));
      return super.preStart(config);
    }

    @Override
    protected List<SourceRecord> doPoll() throws InterruptedException {
      if (quiet >= 0) {
        wake.await(quiet, LOOKS_ANYWAY_AFTER);
      }
      wake.waits();
      long before = wake.quiet();
      var records = super.doPoll();
      quiet = records.isEmpty() ? before : -1;
      if (watched && !records.isEmpty() && coordinator != null) {
        Unwatched.stopWatching(coordinator);
        watched = false;
      }
      return records;
    }
  }
}
