package org.carelay.connector.testkit;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Memory;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.StateChange;

/**
 * Polls as the engine does: gives the poller what it stored, and keeps what it returns, as text.
 * Not thread-safe.
 */
public final class PollingDriver<C extends Client> {
  private final Poller<C> poller;
  private final C client;
  private final Clock clock;
  private final Memory memory;
  private final Map<String, Listening> listening = new LinkedHashMap<>();
  private final Map<String, String> shared = new HashMap<>();

  private record Listening(
      String triggerId, Record input, ZoneId zone, Map<String, String> state) {}

  public PollingDriver(Poller<C> poller, C client, Clock clock, Memory memory) {
    this.poller = poller;
    this.client = client;
    this.clock = clock;
    this.memory = memory;
  }

  /** Another recipe listens from now on. */
  public <I extends Record> void subscribe(String id, PollingTrigger<C, I> trigger, I input) {
    var zone = ZoneId.of("America/New_York");
    listening.put(id, new Listening(trigger.about().id(), input, zone, new HashMap<>()));
  }

  /** A new version of the recipe: another input, the same state. */
  public void change(String id, Record input) {
    listening.computeIfPresent(
        id, (_, was) -> new Listening(was.triggerId(), input, was.zone(), was.state()));
  }

  /** Polls once and commits what came of it. */
  public Poller.Result poll() throws ConnectorException, InterruptedException {
    var result = pollAndCrash();
    apply(result.shared(), shared);
    for (var finding : result.findings()) {
      var subscription = listening.get(finding.subscriptionId());
      if (subscription == null) {
        throw new AssertionError("Nobody is subscribed as " + finding.subscriptionId());
      }
      apply(finding.changes(), subscription.state());
    }
    poller.committed(client, result);
    return result;
  }

  /** Polls once; the process dies before anything is committed. */
  public Poller.Result pollAndCrash() throws ConnectorException, InterruptedException {
    var subscriptions = new ArrayList<Poller.Subscription>();
    listening.forEach(
        (id, each) ->
            subscriptions.add(
                new Poller.Subscription(
                    id, each.triggerId(), each.input(), each.zone(), Map.copyOf(each.state()))));
    var request = new Poller.Request(subscriptions, Map.copyOf(shared), memory, clock);
    return poller.poll(client, request);
  }

  /** What is stored for a subscription. */
  public Map<String, String> state(String id) {
    var subscription = listening.get(id);
    return subscription == null ? Map.of() : Map.copyOf(subscription.state());
  }

  private static void apply(List<StateChange> changes, Map<String, String> state) {
    for (var change : changes) {
      var value = change.value();
      if (value == null) {
        state.remove(change.key());
      } else {
        state.put(change.key(), value);
      }
    }
  }
}
