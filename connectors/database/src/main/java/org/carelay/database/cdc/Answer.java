package org.carelay.database.cdc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.Poller.Result;
import org.carelay.connector.Poller.Subscription;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/** Tells each recipe what it wants to hear of the changes that were read. */
final class Answer {
  private final Request request;
  private final Diagnosis diagnosis;
  private final @Nullable Since now;
  private final Access access;
  private final Map<String, List<TriggerEvent>> events = new HashMap<>();

  /**
   * @param now where a recipe that is new begins; null while nothing can be read
   */
  Answer(Request request, Diagnosis diagnosis, @Nullable Since now, Access access) {
    this.request = request;
    this.diagnosis = diagnosis;
    this.now = now;
    this.access = access;
  }

  void add(List<RowChange> changes) {
    for (var subscription : request.subscriptions()) {
      var listening = diagnosis.listening().get(subscription.id());
      var since = since(subscription);
      if (listening == null || since == null) {
        continue;
      }
      var values = new ColumnValues(access.zone(subscription.zone()));
      for (var change : changes) {
        if (since.includes(change) && listening.wants(change)) {
          events
              .computeIfAbsent(subscription.id(), _ -> new ArrayList<>())
              .add(event(change, values));
        }
      }
    }
  }

  private @Nullable Since since(Subscription subscription) {
    var text = subscription.state().get(Since.KEY);
    return text == null ? now : Since.parse(text);
  }

  @SuppressWarnings("NullAway") // an event's data may hold null, which its type cannot say
  private static TriggerEvent event(RowChange change, ColumnValues values) {
    var data = new LinkedHashMap<String, Object>();
    data.put("before", values.row(change.before()));
    data.put("after", values.row(change.after()));
    data.put("operation", change.operation().written());
    data.put("table", change.table());
    data.put("changed", change.changed());
    return new TriggerEvent(change.key(), change.at(), data);
  }

  Result result(List<StateChange> shared, Gap gap, Instant next) {
    var findings = new ArrayList<Finding>();
    for (var each : request.subscriptions()) {
      var notices = new ArrayList<Notice>(diagnosis.notices().getOrDefault(each.id(), List.of()));
      notices.addAll(gap.notices());
      findings.add(
          new Finding(each.id(), events.getOrDefault(each.id(), List.of()), begun(each), notices));
    }
    var all = new ArrayList<>(shared);
    all.addAll(gap.changes());
    return new Result(findings, all, next);
  }

  private List<StateChange> begun(Subscription subscription) {
    var from = now;
    var begins =
        diagnosis.listening().containsKey(subscription.id())
            && subscription.state().get(Since.KEY) == null;
    return from != null && begins ? List.of(new StateChange(Since.KEY, from.text())) : List.of();
  }
}
