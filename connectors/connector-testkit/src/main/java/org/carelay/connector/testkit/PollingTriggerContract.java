package org.carelay.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.carelay.connector.Client;
import org.carelay.connector.Memory;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.TriggerEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trigger that asks: fires once for each change, and never on nothing. */
public abstract class PollingTriggerContract<C extends Client, I extends Record> {
  private static final String RECIPE = "recipe-1";
  private PollingDriver<C> driver;

  protected abstract PollingTrigger<C, I> trigger();

  /** A client of an outside system that has something in it already. */
  protected abstract C client() throws Exception;

  protected abstract I input() throws Exception;

  /** Changes the outside in a way that is exactly one event. Each call is another change. */
  protected abstract void change() throws Exception;

  /** Something happens outside, or time passes, that is no event. */
  protected abstract void nothingOfInterest() throws Exception;

  /** Between two polls; a trigger that waits until changes have settled moves its clock here. */
  protected void settle() throws Exception {}

  protected Clock clock() {
    return Clock.systemUTC();
  }

  protected Memory memory() {
    return new InMemoryMemory();
  }

  /** How to break what the trigger listens to, so that a person must know; empty if nothing can. */
  protected Optional<Outage> outage() {
    return Optional.empty();
  }

  /** A client that cannot reach the outside; empty where there is no outside. */
  protected Optional<C> unreachable() throws Exception {
    return Optional.empty();
  }

  /** Something that is wrong for a while. */
  public interface Outage {
    void begin() throws Exception;

    void end() throws Exception;
  }

  @BeforeEach
  void subscribe() throws Exception {
    driver = newDriver(client());
    driver.subscribe(RECIPE, trigger(), input());
  }

  @Test
  void emits_nothing_on_first_poll() throws Exception {
    assertThat(poll()).isEmpty();
    assertThat(driver.state(RECIPE)).as("remembers what was there before").isNotEmpty();
  }

  @Test
  void emits_nothing_when_nothing_changed() throws Exception {
    poll();
    for (var round = 0; round < 3; round++) {
      nothingOfInterest();
      assertThat(pollUntilSeen()).isEmpty();
    }
  }

  @Test
  void emits_one_event_for_one_change() throws Exception {
    poll();
    change();
    assertThat(pollUntilSeen()).hasSize(1);
    settle();
    assertThat(poll()).as("and not again").isEmpty();
  }

  @Test
  void names_different_changes_differently() throws Exception {
    poll();
    change();
    var first = pollUntilSeen();
    change();
    var second = pollUntilSeen();
    assertThat(first).hasSize(1);
    assertThat(second).hasSize(1);
    assertThat(second.getFirst().key()).isNotEqualTo(first.getFirst().key());
  }

  @Test
  void emits_the_same_event_again_where_it_was_not_committed() throws Exception {
    poll();
    change();
    for (var attempt = 0; attempt < 5; attempt++) {
      var lost = eventsOf(driver.pollAndCrash());
      if (!lost.isEmpty()) {
        assertThat(keys(poll())).isEqualTo(keys(lost));
        return;
      }
      settle();
      assertThat(poll()).isEmpty();
      settle();
    }
    throw new AssertionError("The change was never seen");
  }

  @Test
  void starts_from_now_for_a_new_recipe() throws Exception {
    poll();
    change();
    var seen = pollUntilSeen();
    var another = newDriver(client());
    another.subscribe("recipe-2", trigger(), input());
    assertThat(eventsOf(another.poll())).as("a new recipe starts from now").isEmpty();
    assertThat(seen).hasSize(1);
  }

  @Test
  void serves_several_recipes_in_one_poll() throws Exception {
    driver.subscribe("recipe-2", trigger(), input());
    driver.poll();
    change();
    var first = new ArrayList<TriggerEvent>();
    var second = new ArrayList<TriggerEvent>();
    for (var round = 0; round < 5 && (first.isEmpty() || second.isEmpty()); round++) {
      var result = driver.poll();
      first.addAll(eventsOf(result, RECIPE));
      second.addAll(eventsOf(result, "recipe-2"));
      settle();
    }
    assertThat(keys(first)).hasSize(1).isEqualTo(keys(second));
  }

  @Test
  void says_when_to_look_again() throws Exception {
    assertThat(driver.poll().next()).isAfter(clock().instant());
  }

  @Test
  void has_no_notice_while_all_is_well() throws Exception {
    assertThat(noticesOf(driver.poll())).isEmpty();
    change();
    assertThat(noticesOf(driver.poll())).isEmpty();
  }

  @Test
  void keeps_telling_what_is_wrong_until_it_is_right() throws Exception {
    var outage = outage();
    if (outage.isEmpty()) {
      return;
    }
    poll();
    outage.get().begin();
    var first = noticesOf(driver.poll());
    assertThat(first).isNotEmpty();
    assertThat(first).allMatch(notice -> notice.message().contains(" "), "is a sentence");
    assertThat(noticesOf(driver.poll())).as("complete each time").isEqualTo(first);
    outage.get().end();
    var after = driver.poll();
    assertThat(noticesOf(after)).isEmpty();
    assertThat(eventsOf(after)).as("nothing fires because of an outage").isEmpty();
  }

  @Test
  void types_the_failure_where_the_outside_cannot_be_reached() throws Exception {
    var unreachable = unreachable();
    if (unreachable.isEmpty()) {
      return;
    }
    var lost = newDriver(unreachable.get());
    lost.subscribe(RECIPE, trigger(), input());
    assertThat(Trying.failure(lost::poll)).isNotNull();
  }

  private PollingDriver<C> newDriver(C client) {
    return new PollingDriver<>(trigger().poller(), client, clock(), memory());
  }

  private List<TriggerEvent> poll() throws Exception {
    return eventsOf(driver.poll());
  }

  private List<TriggerEvent> pollUntilSeen() throws Exception {
    var seen = new ArrayList<>(poll());
    for (var more = 0; more < 4 && seen.isEmpty(); more++) {
      settle();
      seen.addAll(poll());
    }
    return seen;
  }

  private List<TriggerEvent> eventsOf(Poller.Result result) {
    var events = result.findings().stream().flatMap(each -> each.events().stream()).toList();
    EventRules.check(trigger(), events, clock().instant());
    return events;
  }

  private static List<TriggerEvent> eventsOf(Poller.Result result, String subscription) {
    return result.findings().stream()
        .filter(each -> each.subscriptionId().equals(subscription))
        .flatMap(each -> each.events().stream())
        .toList();
  }

  private static List<Notice> noticesOf(Poller.Result result) {
    return result.findings().stream().flatMap(each -> each.notices().stream()).toList();
  }

  private static List<String> keys(List<TriggerEvent> events) {
    return events.stream().map(TriggerEvent::key).toList();
  }
}
