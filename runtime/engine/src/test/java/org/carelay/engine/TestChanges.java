package org.carelay.engine;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.carelay.connector.About;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Existing;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** A poller whose next results a test decides. */
final class TestChanges implements Poller<Client> {
  final List<Finding> next = new CopyOnWriteArrayList<>();
  final List<Look> seen = new CopyOnWriteArrayList<>();
  final List<Result> durable = new CopyOnWriteArrayList<>();
  final List<TriggerEvent> there = new CopyOnWriteArrayList<>();
  volatile boolean ahead;
  volatile boolean repeats = true;

  /** Called when a poll knows its result. */
  volatile Runnable atTheEnd = () -> {};

  @Nullable ConnectorException failure;

  @Override
  public String id() {
    return "changes";
  }

  @Override
  public Result poll(Client client, Request request) throws ConnectorException {
    var findings = failure == null ? List.copyOf(next) : List.<Finding>of();
    next.removeAll(findings);
    seen.add(new Look(asItIsNow(request), findings));
    if (failure != null) {
      throw failure;
    }
    var result = new Result(findings, List.of(), request.clock().instant().plusSeconds(10));
    atTheEnd.run();
    return result;
  }

  private static Request asItIsNow(Request request) {
    return new Request(
        request.subscriptions().stream()
            .map(
                each ->
                    new Subscription(
                        each.id(),
                        each.triggerId(),
                        each.input(),
                        each.zone(),
                        Map.copyOf(each.state())))
            .toList(),
        Map.copyOf(request.shared()),
        request.memory(),
        request.clock());
  }

  @Override
  public boolean readsAhead() {
    return ahead;
  }

  @Override
  public boolean repeats(Client client) {
    return repeats;
  }

  @Override
  public void committed(Client client, Result result) {
    durable.add(result);
  }

  /** What one poll was told, and what it found. */
  record Look(Request request, List<Finding> findings) {
    Map<String, String> state() {
      return request.subscriptions().getFirst().state();
    }

    boolean found(String key) {
      return findings.stream()
          .flatMap(finding -> finding.events().stream())
          .anyMatch(event -> event.key().equals(key));
    }
  }

  /** Sees what a test put into {@link TestChanges}. */
  record Trigger(TestChanges changes)
      implements PollingTrigger<Client, TestConnector.Any>, Existing<Client, TestConnector.Any> {
    @Override
    public Samples existing(Client client, TestConnector.Any input, Samples.Request request)
        throws ConnectorException {
      if (changes.failure != null) {
        throw changes.failure;
      }
      var events = changes.there.stream().limit(request.most()).toList();
      return new Samples(events, (long) changes.there.size());
    }

    @Override
    public boolean dated(TestConnector.Any input) {
      return !"undated".equals(input.value());
    }

    @Override
    public About about() {
      return new About("test.changed", "Changed", "");
    }

    @Override
    public Class<TestConnector.Any> input() {
      return TestConnector.Any.class;
    }

    @Override
    public Class<? extends Record> event() {
      return TestConnector.Posted.class;
    }

    @Override
    public Poller<Client> poller() {
      return changes;
    }
  }
}
