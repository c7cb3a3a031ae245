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
  private static final String OFFSET = "carelay.offset";

  /**
   * Adds to Debezium's properties what its store needs.
   *
   * @param name of the engine
   * @param offset as Debezium writes it, in JSON
   */
  static void configure(Properties properties, String name, String offset) {
    properties.setProperty("offset.storage", StoredOffset.class.getName());
    properties.setProperty(NAME, name);
    properties.setProperty(OFFSET, offset);
  }

  @Override
  public void configure(WorkerConfig config) {
    super.configure(config);
    var name = config.originalsStrings().get(NAME);
    data.put(
        bytes("[\"%1$s\",{\"server\":\"%1$s\"}]".formatted(name)),
        bytes(String.valueOf(config.originalsStrings().get(OFFSET))));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Set<Map<String, Object>> connectorPartitions(String connectorName) {
    return Set.of();
  }
}
