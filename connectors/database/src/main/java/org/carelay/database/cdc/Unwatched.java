package org.carelay.database.cdc;

import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.EventDispatcher;
import io.debezium.pipeline.source.spi.DataChangeEventListener;
import java.lang.reflect.Field;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares Debezium its metrics: for them it writes each row's key into a text that everybody with
 * access to JMX can read, and that takes a quarter of the time that reading a row takes. There is
 * no setting against it.
 */
final class Unwatched {
  private static final Logger LOG = LoggerFactory.getLogger(Unwatched.class);
  private static final Optional<Field> DISPATCHER = dispatcher();

  private Unwatched() {}

  /**
   * Called while rows flow: Debezium sets its listener just before.
   *
   * @return false if this version of Debezium is built otherwise; then it is only slower
   */
  static boolean stopWatching(ChangeEventSourceCoordinator<?, ?> coordinator) {
    try {
      if (DISPATCHER.isPresent()
          && DISPATCHER.get().get(coordinator) instanceof EventDispatcher<?, ?> dispatcher) {
        dispatcher.setEventListener(DataChangeEventListener.NO_OP());
        return true;
      }
    } catch (IllegalAccessException e) {
      LOG.debug("Debezium's metrics stay on: {}", e.getMessage());
    }
    return false;
  }

  private static Optional<Field> dispatcher() {
    try {
      var field = ChangeEventSourceCoordinator.class.getDeclaredField("eventDispatcher");
      field.setAccessible(true);
      return Optional.of(field);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.debug("Debezium's metrics stay on: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
