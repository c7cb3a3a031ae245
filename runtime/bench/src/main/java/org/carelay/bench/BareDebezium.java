package org.carelay.bench;

import io.debezium.embedded.Connect;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Debezium's engine with the same settings as ours, and a handler that only looks at the row. */
final class BareDebezium implements AutoCloseable {
  private static final String NAME = "bare";

  private final CdcSource source;
  private final DebeziumEngine<ChangeEvent<SourceRecord, SourceRecord>> engine;

  BareDebezium(CdcSource source, Arrivals arrivals) throws SQLException {
    this.source = source;
    run("create publication bare for table reading");
    this.engine =
        DebeziumEngine.create(Connect.class)
            .using(properties(source))
            .notifying(
                (records, committer) -> {
                  for (var record : records) {
                    if (record.value().value() instanceof Struct value
                        && value.schema().field("after") != null) {
                      arrivals.mark(value.getStruct("after").getInt32("n"));
                    }
                    committer.markProcessed(record);
                  }
                  committer.markBatchFinished();
                })
            .build();
    Thread.ofPlatform().daemon().start(engine);
  }

  private static Properties properties(CdcSource source) {
    var properties = new Properties();
    properties.setProperty("name", NAME);
    properties.setProperty("topic.prefix", NAME);
    properties.setProperty("slot.name", NAME);
    properties.setProperty("publication.name", NAME);
    properties.setProperty("publication.autocreate.mode", "disabled");
    properties.setProperty("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
    properties.setProperty("bootstrap.servers", "unused:1");
    properties.setProperty("plugin.name", "pgoutput");
    properties.setProperty("snapshot.mode", "no_data");
    properties.setProperty(
        "offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
    properties.setProperty("offset.flush.interval.ms", "0");
    properties.setProperty("poll.interval.ms", "10");
    properties.setProperty("table.include.list", "public.reading");
    properties.setProperty("database.hostname", "127.0.0.1");
    properties.setProperty("database.port", String.valueOf(source.port()));
    properties.setProperty("database.dbname", CdcSource.DATABASE);
    properties.setProperty("database.user", source.user());
    properties.setProperty("database.password", source.password());
    return properties;
  }

  private void run(String sql) throws SQLException {
    try (var connection = source.connect(CdcSource.DATABASE);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      engine.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("select pg_drop_replication_slot('bare')");
  }
}
