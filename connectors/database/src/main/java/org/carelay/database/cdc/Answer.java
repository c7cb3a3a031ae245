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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each recipe what it wants to hear of the changes that were read. */
final class Answer {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  private final Request request;
  private final Diagnosis diagnosis;
  private final @Nullable Since now;
  private final Skew skew;
  private final Access access;
  private final Gap gap;
  private final Unread unread;
  private final Map<String, List<TriggerEvent>> events = new HashMap<>();
  private final List<Notice> common = new ArrayList<>();

  /**
   * @param now where a recipe that is new begins; null while nothing can be read
   * @param skew of the clock by which changes have their times
   */
  Answer(Request request, Diagnosis diagnosis, @Nullable Since now, Skew skew, Access access) {
    this.request = request;
    this.diagnosis = diagnosis;
    this.now = now;
    this.skew = skew;
    this.access = access;
    tell(skew.notices());
    this.gap = new Gap(request);
    this.unread = new Unread(request);
  }

  /** Changes were lost before now. */
  void missed() {
    gap.begin(access.clock().instant());
  }

  /** A change that comes after a position cannot be read by anybody. */
  void unreadableAfter(String position) {
    unread.add(
        "after/" + Integer.toHexString(position.hashCode()),
        "A change in the database's log, after the place %s,".formatted(position));
  }

  /** For every recipe. */
  void tell(List<Notice> notices) {
    common.addAll(notices);
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
          add(subscription, change, values);
        }
      }
    }
  }

  private void add(Subscription subscription, RowChange change, ColumnValues values) {
    try {
      events
          .computeIfAbsent(subscription.id(), _ -> new ArrayList<>())
          .add(event(change, skew, values));
    } catch (RuntimeException e) {
      // The message may quote a row.
      LOG.warn("The change {} cannot be told: {}", change.key(), e.getClass().getName());
      unread.add(
          change.key(),
          "The %s of a row of %s at %s (place %s in the log)"
              .formatted(change.operation().written(), change.table(), change.at(), change.key()));
    }
  }

  private @Nullable Since since(Subscription subscription) {
    var from = now;
    var known = from == null ? null : Since.of(subscription, from.reader());
    return known == null ? from : known;
  }

  @SuppressWarnings("NullAway") // an event's data may hold null, which its type cannot say
  private static TriggerEvent event(RowChange change, Skew skew, ColumnValues values) {
    var data = new LinkedHashMap<String, Object>();
    data.put("before", values.row(change.before()));
    data.put("after", values.row(change.after()));
    data.put("operation", change.operation().written());
    data.put("table", change.table());
    data.put("changed", change.changed());
    return new TriggerEvent(change.key(), skew.ours(change.at()), data);
  }

  Result result(List<StateChange> shared, Instant next) {
    var findings = new ArrayList<Finding>();
    for (var each : request.subscriptions()) {
      var notices = new ArrayList<Notice>(diagnosis.notices().getOrDefault(each.id(), List.of()));
      notices.addAll(gap.notices());
      notices.addAll(unread.notices());
      notices.addAll(common);
      findings.add(
          new Finding(each.id(), events.getOrDefault(each.id(), List.of()), begun(each), notices));
    }
    var all = new ArrayList<>(shared);
    all.addAll(gap.changes());
    all.addAll(unread.changes());
    return new Result(findings, all, next);
  }

  private List<StateChange> begun(Subscription subscription) {
    var from = now;
    return from == null
            || !diagnosis.listening().containsKey(subscription.id())
            || Since.of(subscription, from.reader()) != null
        ? List.of()
        : List.of(new StateChange(Since.KEY, from.text()));
  }
}
