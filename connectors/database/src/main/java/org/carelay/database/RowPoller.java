package org.carelay.database;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.connector.StateChange;

/** Asks the tables of all recipes of a connection, each when its time has come. */
final class RowPoller implements Poller<DatabaseClient> {
  static final RowPoller INSTANCE = new RowPoller();

  private static final String ASKED = "asked";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private RowPoller() {}

  @Override
  public String id() {
    return "rows";
  }

  @Override
  public Result poll(DatabaseClient client, Request request)
      throws ConnectorException, InterruptedException {
    var now = request.clock().instant();
    var next = now.plus(Duration.ofMinutes(5));
    var findings = new ArrayList<Finding>();
    for (var each : request.subscriptions()) {
      var input = (RowPolled.Input) each.input();
      var asked = each.state().get(ASKED);
      var due = asked == null ? now : Instant.parse(asked).plus(input.pause());
      // A little early is soon enough: the engine's clock may run before ours.
      if (due.isAfter(now.plusMillis(50)) && due.isBefore(now.plus(input.pause()))) {
        next = due.isBefore(next) ? due : next;
        continue;
      }
      var finding = look(client, each, input, now);
      findings.add(finding);
      var again =
          finding.events().size() >= RowQuery.MOST_ROWS
              ? now.plusMillis(1)
              : now.plus(input.pause());
      next = again.isBefore(next) ? again : next;
    }
    return new Result(findings, List.of(), next);
  }

  private static Finding look(
      DatabaseClient client, Subscription subscription, RowPolled.Input input, Instant now)
      throws ConnectorException, InterruptedException {
    try {
      var query = RowQuery.of(client, input, subscription.zone(), now.plus(PATIENCE));
      var seen = SeenRows.of(subscription.state());
      var events =
          seen == null ? List.<org.carelay.connector.TriggerEvent>of() : query.after(seen, now);
      var remembered = seen == null ? query.begin() : seen;
      var changes = new ArrayList<>(remembered.changes(subscription.state()));
      if (events.size() < RowQuery.MOST_ROWS) {
        changes.add(new StateChange(ASKED, now.toString()));
      }
      return new Finding(subscription.id(), events, changes, List.of());
    } catch (ConnectorException.Permanent e) {
      var notice = new Notice(e.code(), e.code(), true, e.getMessage());
      return new Finding(
          subscription.id(),
          List.of(),
          List.of(new StateChange(ASKED, now.toString())),
          List.of(notice));
    }
  }
}
