package org.carelay.server.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VisitLimitsTest {
  private static final Map<String, List<String>> SEND = Map.of("_action", List.of("send"));

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-24T15:00:00Z"));
  private final VisitLimits limits =
      new VisitLimits(
          new Clock() {
            @Override
            public Instant instant() {
              return now.get();
            }

            @Override
            public java.time.ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          });

  private int allowed(String visitor, String form, Map<String, List<String>> fields) {
    int count = 0;
    while (count < 1_000 && limits.allowsSending(visitor, form, fields)) {
      count++;
    }
    return count;
  }

  @Test
  void one_link_is_sent_a_few_times_a_minute_and_others_are_not_concerned() {
    assertThat(allowed("a", "/token", SEND)).isEqualTo(20);
    assertThat(limits.allowsSending("b", "/other", SEND)).isTrue();
    now.set(now.get().plusSeconds(60));
    assertThat(limits.allowsSending("a", "/token", SEND)).isTrue();
  }

  @Test
  void an_open_form_takes_less_from_one_visitor() {
    assertThat(allowed("a", "open/x", SEND)).isEqualTo(15);
    assertThat(allowed("b", "open/x", SEND)).isEqualTo(15);
  }

  @Test
  void looking_and_going_on_within_a_form_is_nearly_free() {
    assertThat(allowed("a", "open/x", Map.of("_action", List.of("look")))).isEqualTo(300);
    assertThat(limits.allowsLooking("a")).isFalse();
    assertThat(limits.allowsLooking("b")).isTrue();
  }
}
