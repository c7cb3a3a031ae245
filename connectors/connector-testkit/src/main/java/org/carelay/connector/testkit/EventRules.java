package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.carelay.connector.Trigger;
import org.carelay.connector.TriggerEvent;

/** What holds for the events of every trigger. */
final class EventRules {
  private EventRules() {}

  static void check(Trigger<?, ?> trigger, List<TriggerEvent> events, Instant now) {
    assertThat(events.stream().map(TriggerEvent::key)).doesNotHaveDuplicates();
    var declared =
        Arrays.stream(trigger.event().getRecordComponents()).map(RecordComponent::getName).toList();
    for (var event : events) {
      assertThat(event.key()).isNotBlank().hasSizeLessThanOrEqualTo(500);
      assertThat(event.occurredAt()).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(1)));
      assertThat(event.data().keySet())
          .as("the names in scope are the components of " + trigger.event().getSimpleName())
          .isSubsetOf(declared);
      assertThat(JsonValues.strangersIn(event.data())).isEmpty();
    }
  }
}
