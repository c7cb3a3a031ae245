package org.carelay.database.cdc;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.pipeline.ChangeEventSourceCoordinator;
import io.debezium.pipeline.EventDispatcher;
import org.junit.jupiter.api.Test;

class UnwatchedTest {
  /** Else rows are read slower, and their keys are shown by JMX. */
  @Test
  void this_version_of_Debezium_has_what_is_switched_off() throws Exception {
    assertThat(ChangeEventSourceCoordinator.class.getDeclaredField("eventDispatcher").getType())
        .isEqualTo(EventDispatcher.class);
  }
}
