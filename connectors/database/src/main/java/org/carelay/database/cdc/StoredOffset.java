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
  private static final String PARTITION = "carelay.partition";

  /**
   * Adds to Debezium's properties what its store needs.
   *
   * @param name of the engine
   * @param offset as Debezium writes it, in JSON
   */
  static void configure(Properties properties, String name, String offset) {
    configure(properties, name, "{\"server\":\"%s\"}".formatted(name), offset);
  }

  /**
   * As above.
   *
   * @param partition what Debezium calls the source of these offsets, in JSON
   */
  static void configure(Properties properties, String name, String partition, String offset) {
    properties.setProperty("offset.storage", StoredOffset.class.getName());
    properties.setProperty(NAME, name);
    properties.setProperty(PARTITION, partition);
    properties.setProperty(OFFSET, offset);
  }

  @Override
  public void configure(WorkerConfig config) {
    super.configure(config);
    var given = config.originalsStrings();
    data.put(
        bytes("[\"%s\",%s]".formatted(given.get(NAME), given.get(PARTITION))),
        bytes(String.valueOf(given.get(OFFSET))));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Set<Map<String, Object>> connectorPartitions(String connectorName) {
    return Set.of();
  }
}
