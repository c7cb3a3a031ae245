package org.carelay.sheets;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.jspecify.annotations.Nullable;

/**
 * Looks for changed rows for all recipes of a connection: asks Drive which spreadsheets moved,
 * reads those and no others, and compares.
 */
final class SheetPoller implements Poller<GoogleClient> {
  static final SheetPoller INSTANCE = new SheetPoller();

  /** Drive may show the last of several quick edits late, or not at all. */
  private static final Duration READ_AGAIN = Duration.ofSeconds(10);

  private static final Duration TROUBLE_RECHECK = Duration.ofMinutes(1);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  private SheetPoller() {}

  @Override
  public String id() {
    return "sheets";
  }

  @Override
  public Result poll(GoogleClient client, Request request)
      throws ConnectorException, InterruptedException {
    var now = request.clock().instant();
    var bySpreadsheet = new LinkedHashMap<String, List<Watcher>>();
    for (var subscription : request.subscriptions()) {
      var watcher = Watcher.of(subscription);
      bySpreadsheet
          .computeIfAbsent(watcher.following().place().spreadsheet(), _ -> new ArrayList<>())
          .add(watcher);
    }
    if (bySpreadsheet.isEmpty()) {
      return new Result(List.of(), List.of(), now.plus(client.pollInterval()));
    }
    var schedule = new PollSchedule(request.shared(), bySpreadsheet.keySet());
    var touched = DriveFeed.touched(client, schedule, bySpreadsheet.keySet(), now);
    var findings = new ArrayList<Finding>();
    var round = new Round(client, request, schedule, touched, findings);
    var order = new ArrayList<>(bySpreadsheet.keySet());
    order.sort(Comparator.comparing(schedule::lastRead));
    for (var id : order) {
      round.look(id, bySpreadsheet.getOrDefault(id, List.of()));
    }
    round.throwIfNothingCouldBeRead();
    return new Result(findings, schedule.changes(), next(client, schedule, now));
  }

  private static Instant next(GoogleClient client, PollSchedule schedule, Instant now) {
    var next = now.plus(client.pollInterval());
    var due = schedule.next();
    if (due != null && due.isBefore(next)) {
      next = due;
    }
    var earliest = now.plus(SHORTEST);
    return next.isBefore(earliest) ? earliest : next;
  }

  /** One poll. */
  private static final class Round {
    private final GoogleClient client;
    private final Request request;
    private final PollSchedule schedule;
    private final Set<String> touched;
    private final List<Finding> findings;
    private final Instant now;
    private ConnectorException.@Nullable Retryable trouble;
    private boolean anyRead;

    Round(
        GoogleClient client,
        Request request,
        PollSchedule schedule,
        Set<String> touched,
        List<Finding> findings) {
      this.client = client;
      this.request = request;
      this.schedule = schedule;
      this.touched = touched;
      this.findings = findings;
      this.now = request.clock().instant();
    }

    void look(String id, List<Watcher> watchers) throws ConnectorException, InterruptedException {
      var due =
          touched.contains(id)
              || schedule.isDue(id, now)
              || watchers.stream().anyMatch(Watcher::isUnseen);
      if (!due) {
        watchers.forEach(this::repeat);
        return;
      }
      // Enough for the values and once more for dates; a poll does not wait but comes back.
      var wait = client.calls().reads().wait(client.reader().fresh(id) == null ? 3 : 2);
      if (!wait.isZero()) {
        schedule.postpone(id, now.plus(wait));
        watchers.forEach(this::repeat);
        return;
      }
      try {
        var look = new SpreadsheetLook(client, request, id);
        var again = look.at(watchers);
        findings.addAll(look.findings());
        if (touched.contains(id) && !schedule.isDriveOff(now)) {
          again = earlier(again, now.plus(READ_AGAIN));
        }
        schedule.read(id, now, again);
        anyRead = true;
      } catch (ConnectorException.Retryable later) {
        trouble = later;
        var after = later.after();
        schedule.postpone(id, now.plus(after == null ? READ_AGAIN : after));
        watchers.forEach(this::repeat);
      } catch (ConnectorException.Permanent refused) {
        watchers.forEach(watcher -> findings.add(watcher.pausedBy(refused)));
        schedule.read(id, now, now.plus(TROUBLE_RECHECK));
        anyRead = true;
      }
    }

    /** Nothing was looked at, so what was wrong still is. */
    private void repeat(Watcher watcher) {
      var notices = FollowedState.notices(watcher.state());
      if (!notices.isEmpty()) {
        findings.add(new Finding(watcher.id(), List.of(), List.of(), notices));
      }
    }

    void throwIfNothingCouldBeRead() throws ConnectorException {
      if (trouble != null && !anyRead) {
        throw trouble;
      }
    }
  }

  static @Nullable Instant earlier(@Nullable Instant left, @Nullable Instant right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return left.isBefore(right) ? left : right;
  }

  /** One recipe that listens. */
  record Watcher(String id, Following following, Map<String, String> state, ZoneId zone) {
    static Watcher of(Subscription subscription) {
      if (!(subscription.input() instanceof RowTrigger.Rows rows)) {
        throw new IllegalArgumentException(
            subscription.triggerId() + " is no trigger of Google Sheets");
      }
      return new Watcher(
          subscription.id(), rows.following(), subscription.state(), subscription.zone());
    }

    /** The sheet's name as compared. */
    String sheet() {
      return Cells.name(following.place().sheet());
    }

    boolean isUnseen() {
      return FollowedState.isUnseen(state, following);
    }

    Finding paused(List<Notice> notices) {
      return new Finding(id, List.of(), FollowedState.paused(state, following, notices), notices);
    }

    Finding pausedBy(ConnectorException.Permanent refusal) {
      return paused(
          List.of(new Notice(refusal.code(), refusal.code(), true, refusal.getMessage())));
    }
  }
}
