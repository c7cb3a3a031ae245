package org.carelay.database.cdc;

import io.debezium.config.Configuration;
import io.debezium.connector.common.CdcSourceTaskContext;
import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's connector, with a task that sleeps until the database sends something. */
public final class WokenPostgres extends PostgresConnector {
  @Override
  public Class<? extends Task> taskClass() {
    return SleepingTask.class;
  }

  /** Made by its class name. */
  public static final class SleepingTask extends PostgresConnectorTask {
    private static final Duration LOOKS_ANYWAY_AFTER = Duration.ofSeconds(10);

    private Wake wake = new Wake();
    private long drained = -1;
    private boolean watched = true;

    @Override
    public CdcSourceTaskContext<PostgresConnectorConfig> preStart(Configuration config) {
      wake = Wake.of(config.getString("topic.prefix"));
      return super.preStart(config);
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
      if (drained >= 0) {
        wake.await(drained, LOOKS_ANYWAY_AFTER);
      }
      long quiet = wake.quiet();
      var records = super.doPoll();
      drained = records.isEmpty() ? quiet : -1;
      if (watched && !records.isEmpty() && coordinator != null) {
        Unwatched.stopWatching(coordinator);
        watched = false;
      }
      return records;
    }

    /** On the thread that asks for it: the one that reads must not wait for the connection. */
    @Override
    public void commit() {
      performCommit();
    }
  }
}
