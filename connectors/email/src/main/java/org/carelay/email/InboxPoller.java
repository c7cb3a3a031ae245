package org.carelay.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Callback;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Reads what has arrived in a connection's mailbox.
 *
 * <p>Where the reading stands is the number of the next mail. Where the server numbers its mails
 * anew, reading goes on with those that arrived since shortly before the last one read; their keys
 * do not depend on the number, so that none counts twice.
 */
final class InboxPoller implements Poller<EmailClient> {
  static final InboxPoller INSTANCE = new InboxPoller();

  static final int MOST_AT_ONCE = 50;
  private static final Duration WAIT = Duration.ofSeconds(60);
  private static final Duration OVERLAP = Duration.ofMinutes(10);
  private static final Duration WITHOUT_MAILBOX = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final String FOLDER = "folder";
  private static final String VALIDITY = "validity";
  private static final String NEXT = "next";
  private static final String LAST = "last";
  private static final String SINCE = "since";

  @Override
  public String id() {
    return "inbox";
  }

  /** What is known of the mailbox. */
  private record Position(long next, Instant last, @Nullable Instant since) {}

  @Override
  public Result poll(EmailClient client, Request request)
      throws ConnectorException, InterruptedException {
    var now = request.clock().instant();
    var inbox = client.inbox();
    if (inbox == null) {
      return new Result(List.of(), List.of(), now.plus(WITHOUT_MAILBOX));
    }
    try (var session = InboxSession.open(client, inbox, WAIT)) {
      var validity = String.valueOf(session.validity());
      var end = session.nextUid();
      var place = inbox.host() + "/" + inbox.username() + "/" + inbox.folder();
      var start = start(session, request.shared(), place, validity, now, end);
      var mails =
          start.next() < end
              ? session.from(start.next(), MOST_AT_ONCE)
              : List.<InboxSession.Stored>of();
      var more = mails.size() == MOST_AT_ONCE;
      var reading = new Reading(client, request.clock());
      var last = start.last();
      var next = more ? start.next() : Math.max(start.next(), end);
      for (var mail : mails) {
        if (start.since() == null || !mail.receivedAt().isBefore(start.since())) {
          reading.take(mail);
        }
        last = mail.receivedAt().isAfter(last) ? mail.receivedAt() : last;
        next = Math.max(next, mail.uid() + 1);
      }
      return new Result(
          reading.findings(request.subscriptions(), now),
          changes(
              request.shared(),
              Map.of(
                  FOLDER,
                  place,
                  VALIDITY,
                  validity,
                  NEXT,
                  String.valueOf(next),
                  LAST,
                  last.toString(),
                  SINCE,
                  more && start.since() != null ? start.since().toString() : "")),
          request.clock().instant().plus(more ? AT_ONCE : inbox.every()),
          new News(
              reading.receipts,
              request.subscriptions().isEmpty() ? reading.mails(false) : List.of()));
    }
  }

  private static Position start(
      InboxSession session,
      Map<String, String> state,
      String place,
      String validity,
      Instant now,
      long end)
      throws ConnectorException {
    if (!place.equals(state.get(FOLDER))) {
      // What is there when a mailbox is first looked at is no news.
      return new Position(end, now, null);
    }
    var last = Instant.parse(state.getOrDefault(LAST, now.toString()));
    if (!validity.equals(state.get(VALIDITY))) {
      var since = last.minus(OVERLAP);
      return new Position(session.firstSince(since, end), last, since);
    }
    var since = state.getOrDefault(SINCE, "");
    return new Position(
        Long.parseLong(state.getOrDefault(NEXT, String.valueOf(end))),
        last,
        since.isEmpty() ? null : Instant.parse(since));
  }

  private static List<StateChange> changes(Map<String, String> before, Map<String, String> after) {
    var changes = new ArrayList<StateChange>();
    after.forEach(
        (key, value) -> {
          if (!value.equals(before.getOrDefault(key, ""))) {
            changes.add(new StateChange(key, value));
          }
        });
    return changes;
  }

  /** What came of one look. */
  private static final class Reading {
    private final EmailClient client;
    private final Clock clock;
    private final List<IncomingMail> letters = new ArrayList<>();
    private final List<Callback.Outcome.Receipt> receipts = new ArrayList<>();

    Reading(EmailClient client, Clock clock) {
      this.client = client;
      this.clock = clock;
    }

    void take(InboxSession.Stored stored) {
      var mail = new IncomingMail(stored, client.ownIds(), client.from());
      var news = mail.receipts();
      if (news.isEmpty()) {
        letters.add(mail);
      } else {
        receipts.addAll(news);
      }
    }

    List<TriggerEvent> mails(boolean automatic) {
      var now = clock.instant();
      return letters.stream()
          .filter(mail -> automatic || !mail.isAutomatic())
          .map(mail -> mail.event(now))
          .toList();
    }

    List<Finding> findings(List<Subscription> subscriptions, Instant now) {
      return subscriptions.stream()
          .map(
              each ->
                  new Finding(
                      each.id(),
                      mails(
                          each.input() instanceof MailReceived.Input input
                              && Boolean.TRUE.equals(input.automatic())),
                      each.state().isEmpty()
                          ? List.of(new StateChange(SINCE, now.toString()))
                          : List.of(),
                      List.of()))
          .toList();
    }
  }
}
