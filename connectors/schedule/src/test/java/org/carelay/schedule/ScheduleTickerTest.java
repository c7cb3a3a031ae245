package org.carelay.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.ManualClock;
import org.carelay.connector.testkit.PollingDriver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Late, missed, spread and ended schedules. Recipes are in New York unless they say otherwise. */
class ScheduleTickerTest {
  private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T15:00:00Z"));
  private final PollingDriver<Client> driver =
      new PollingDriver<>(Lab.TICKER, Client.NONE, clock, new InMemoryMemory());

  @Test
  void says_when_and_where_it_fires() throws Exception {
    daily(null, null);
    clock.set(Instant.parse("2026-11-25T14:00:00.250Z"));
    var event = only(poll());
    assertThat(event.key()).isEqualTo("2026-11-25T14:00:00Z");
    assertThat(event.occurredAt()).isEqualTo("2026-11-25T14:00:00Z");
    assertThat(event.data())
        .isEqualTo(
            Map.of(
                "fire",
                Map.of(
                    "at", "2026-11-25T14:00:00Z",
                    "zone", "America/New_York",
                    "localTime", "2026-11-25T09:00:00",
                    "late", false,
                    "missedCount", 0)));
  }

  @Test
  void prefers_its_own_zone() throws Exception {
    var zone = ZoneId.of("Europe/Berlin");
    driver.subscribe(
        "r", Lab.cron(), new CronTrigger.Input("0 9 * * *", zone, null, null, null, null));
    driver.poll();
    clock.set(Instant.parse("2026-11-25T08:00:00Z"));
    assertThat(only(poll()).key()).isEqualTo("2026-11-25T08:00:00Z");
  }

  @Test
  void runs_the_latest_missed_time_once() throws Exception {
    daily(Missed.LATEST, null);
    clock.advance(Duration.ofDays(5));
    var result = driver.poll();
    var event = only(eventsOf(result));
    assertThat(event.key()).isEqualTo("2026-11-29T14:00:00Z");
    assertThat(fire(event)).containsEntry("late", true).containsEntry("missedCount", 4);
    assertThat(noticesOf(result)).extracting(Notice::code).containsExactly("times-missed");
    assertThat(noticesOf(result).getFirst().message()).startsWith("4 scheduled times were not run");
  }

  @Test
  void drops_missed_times_where_asked() throws Exception {
    daily(Missed.SKIP, null);
    clock.advance(Duration.ofDays(5));
    var result = driver.poll();
    assertThat(eventsOf(result)).isEmpty();
    assertThat(noticesOf(result).getFirst().message()).startsWith("5 scheduled times");
    assertThat(noticesOf(driver.poll())).as("as long as nobody has seen it run").hasSize(1);
    clock.set(Instant.parse("2026-11-30T14:00:10Z"));
    var next = driver.poll();
    assertThat(eventsOf(next)).hasSize(1);
    assertThat(noticesOf(next)).as("it runs again").isEmpty();
  }

  @Test
  void runs_all_missed_times_where_asked() throws Exception {
    daily(Missed.ALL, null);
    clock.advance(Duration.ofDays(5));
    assertThat(poll())
        .extracting(TriggerEvent::key)
        .containsExactly(
            "2026-11-25T14:00:00Z",
            "2026-11-26T14:00:00Z",
            "2026-11-27T14:00:00Z",
            "2026-11-28T14:00:00Z",
            "2026-11-29T14:00:00Z");
    assertThat(poll()).isEmpty();
  }

  @Test
  void drops_what_is_of_no_use_any_more() throws Exception {
    daily(Missed.ALL, Duration.ofHours(30));
    clock.set(Instant.parse("2026-11-29T16:00:00Z"));
    var result = driver.poll();
    assertThat(eventsOf(result))
        .extracting(TriggerEvent::key)
        .containsExactly("2026-11-28T14:00:00Z", "2026-11-29T14:00:00Z");
    assertThat(noticesOf(result).getFirst().message()).startsWith("3 scheduled times");
  }

  @Test
  void does_not_call_a_slow_poll_a_miss() throws Exception {
    driver.subscribe(
        "r",
        Lab.cron(),
        new CronTrigger.Input("0/10 * * * * ?", null, Missed.LATEST, null, null, null));
    driver.poll();
    clock.advance(Duration.ofSeconds(25));
    var result = driver.poll();
    assertThat(eventsOf(result)).hasSize(2);
    assertThat(noticesOf(result)).isEmpty();
  }

  @Test
  void catches_up_in_portions() throws Exception {
    driver.subscribe(
        "r", Lab.cron(), new CronTrigger.Input("* * * * * ?", null, Missed.ALL, null, null, null));
    driver.poll();
    clock.advance(Duration.ofSeconds(2500));
    var first = driver.poll();
    assertThat(eventsOf(first)).hasSize(1000);
    assertThat(first.next()).isBefore(clock.instant().plusSeconds(1));
    assertThat(poll()).hasSize(1000);
    assertThat(poll()).hasSize(500);
  }

  @Test
  void does_not_count_for_ever() throws Exception {
    driver.subscribe(
        "r",
        Lab.cron(),
        new CronTrigger.Input("* * * * * ?", null, Missed.LATEST, null, null, null));
    driver.poll();
    clock.advance(Duration.ofDays(2000));
    var result = driver.poll();
    assertThat(eventsOf(result)).hasSizeBetween(1, 61);
    assertThat(eventsOf(result).getLast().occurredAt()).isEqualTo(clock.instant());
    assertThat(noticesOf(result).getFirst().message()).startsWith("1000 or more");
    assertThat(poll()).isEmpty();
  }

  @Test
  void starts_anew_when_its_times_are_changed() throws Exception {
    daily(Missed.ALL, null);
    clock.advance(Duration.ofHours(20));
    driver.change("r", new CronTrigger.Input("0 0 10 * * ?", null, Missed.ALL, null, null, null));
    assertThat(poll()).as("10:00 had been before the change").isEmpty();
    clock.set(Instant.parse("2026-11-25T15:00:00Z"));
    assertThat(only(poll()).key()).isEqualTo("2026-11-25T15:00:00Z");
  }

  @Test
  void keeps_its_place_when_something_else_is_changed() throws Exception {
    daily(Missed.SKIP, null);
    clock.advance(Duration.ofDays(2));
    driver.change("r", new CronTrigger.Input("0 0 9 * * ?", null, Missed.ALL, null, null, null));
    assertThat(poll()).hasSize(2);
  }

  @Test
  void is_not_silenced_by_a_clock_that_was_wrong() throws Exception {
    daily(null, null);
    var right = clock.instant();
    clock.set(Instant.parse("2038-01-19T14:00:00Z"));
    poll();
    clock.set(right);
    poll();
    clock.set(Instant.parse("2026-11-25T14:00:00Z"));
    assertThat(only(poll()).key()).isEqualTo("2026-11-25T14:00:00Z");
  }

  @Test
  void spreads_recipes_and_keeps_each_in_its_place() throws Exception {
    var input =
        new CronTrigger.Input("0 0 9 * * ?", null, null, null, Duration.ofMinutes(10), null);
    for (var i = 0; i < 20; i++) {
      driver.subscribe("recipe-" + i, Lab.cron(), input);
    }
    driver.poll();
    clock.set(Instant.parse("2026-11-25T14:00:00Z"));
    var seen = 0;
    var times = 0;
    for (var minute = 0; minute < 11; minute++) {
      var events = poll();
      assertThat(events).allMatch(event -> Boolean.FALSE.equals(fire(event).get("late")));
      assertThat(events).allMatch(event -> event.key().equals("2026-11-25T14:00:00Z"));
      seen += events.size();
      times += events.isEmpty() ? 0 : 1;
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(seen).isEqualTo(20);
    assertThat(times).as("not all at once").isGreaterThan(3);
  }

  @Test
  void fires_once_at_an_instant() throws Exception {
    var at = Instant.parse("2026-12-24T23:00:00Z");
    driver.subscribe("r", Lab.once(), new OnceTrigger.Input(at, null));
    driver.poll();
    assertThat(poll()).isEmpty();
    clock.set(at.plusSeconds(3600));
    assertThat(fire(only(poll()))).containsEntry("late", true);
    clock.advance(Duration.ofDays(400));
    var after = driver.poll();
    assertThat(eventsOf(after)).isEmpty();
    assertThat(noticesOf(after)).isEmpty();
  }

  @Test
  void never_fires_for_an_instant_that_had_passed() throws Exception {
    var at = clock.instant().minusSeconds(1);
    driver.subscribe("r", Lab.once(), new OnceTrigger.Input(at, null));
    for (var round = 0; round < 3; round++) {
      var result = driver.poll();
      assertThat(eventsOf(result)).isEmpty();
      assertThat(noticesOf(result)).extracting(Notice::code).containsExactly("time-is-past");
      clock.advance(Duration.ofDays(1));
    }
  }

  @Test
  void says_when_there_are_no_more_times() throws Exception {
    driver.subscribe(
        "r", Lab.cron(), new CronTrigger.Input("0 0 9 * * ? 2026", null, null, null, null, null));
    assertThat(noticesOf(driver.poll())).isEmpty();
    clock.set(Instant.parse("2027-01-01T00:00:00Z"));
    driver.poll();
    assertThat(noticesOf(driver.poll())).extracting(Notice::code).contains("no-more-times");
  }

  @Test
  void does_not_stop_the_others_for_one_that_is_broken() throws Exception {
    driver.subscribe(
        "bad", Lab.cron(), new CronTrigger.Input("rubbish", null, null, null, null, null));
    daily(null, null);
    clock.set(Instant.parse("2026-11-25T14:00:00Z"));
    var result = driver.poll();
    assertThat(eventsOf(result)).hasSize(1);
    assertThat(noticesOf(result)).extracting(Notice::pausing).containsExactly(true);
  }

  @Test
  void asks_to_look_again_at_the_next_time() throws Exception {
    daily(null, null);
    clock.set(Instant.parse("2026-11-25T13:59:30Z"));
    assertThat(driver.poll().next()).isEqualTo("2026-11-25T14:00:00Z");
    clock.set(Instant.parse("2026-11-25T12:00:00Z"));
    assertThat(driver.poll().next()).isEqualTo("2026-11-25T12:01:00Z");
  }

  private void daily(@Nullable Missed missed, @Nullable Duration usefulFor) throws Exception {
    driver.subscribe(
        "r", Lab.cron(), new CronTrigger.Input("0 0 9 * * ?", null, missed, usefulFor, null, null));
    assertThat(poll()).isEmpty();
  }

  private List<TriggerEvent> poll() throws Exception {
    return eventsOf(driver.poll());
  }

  private static List<TriggerEvent> eventsOf(Poller.Result result) {
    return result.findings().stream().flatMap(each -> each.events().stream()).toList();
  }

  private static List<Notice> noticesOf(Poller.Result result) {
    return result.findings().stream().flatMap(each -> each.notices().stream()).toList();
  }

  private static TriggerEvent only(List<TriggerEvent> events) {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fire(TriggerEvent event) {
    return (Map<String, Object>) event.data().getOrDefault("fire", Map.of());
  }
}
