package org.carelay.database.cdc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.MemoryOffsetBackingStore;

/**
 * Tells Debezium where to start. What it stores itself is kept in memory only: the runtime stores
 * the position together with the events. Debezium makes this by its class name.
 */
public final class StoredOffset extends MemoryOffsetBackingStore {
  private static final String NAME = "carelay.name";
  private static final String COMMIT = "carelay.commit";

  /** Adds to Debezium's properties what its store needs. */
  static void configure(Properties properties, String name, Position position) {
    properties.setProperty("offset.storage", StoredOffset.class.getName());
    properties.setProperty(NAME, name);
    properties.setProperty(COMMIT, Long.toString(position.commit()));
  }

  @Override
  public void configure(WorkerConfig config) {
    super.configure(config);
    var name = config.originalsStrings().get(NAME);
    var commit = Long.parseLong(config.originalsStrings().get(COMMIT));
    // No record begins just before the end of a commit: so Debezium never takes the next change
    // for the one that it read last, and replays the next transaction from its beginning.
    data.put(
        bytes("[\"%1$s\",{\"server\":\"%1$s\"}]".formatted(name)),
        bytes("{\"lsn\":%d,\"lsn_commit\":%d,\"ts_usec\":0}".formatted(commit - 1, commit)));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Set<Map<String, Object>> connectorPartitions(String connectorName) {
    return Set.of();
  }
}
