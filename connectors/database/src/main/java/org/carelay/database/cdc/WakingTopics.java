package org.carelay.database.cdc;

import io.debezium.schema.DefaultTopicNamingStrategy;
import io.debezium.spi.schema.DataCollectionId;
import java.util.Properties;

/**
 * Names topics, which nobody uses. It is the one thing of ours that Debezium asks for just before
 * it queues a row of a binary log. Made by its class name.
 */
public final class WakingTopics extends DefaultTopicNamingStrategy {
  private final Wake wake;

  /**
   * @param properties of the engine
   */
  public WakingTopics(Properties properties) {
    super(properties);
    this.wake = Wake.of(properties.getProperty("topic.prefix"));
  }

  @Override
  public String dataChangeTopic(DataCollectionId id) {
    wake.arrived();
    return super.dataChangeTopic(id);
  }
}
