package org.carelay.database.cdc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Request;
import org.carelay.connector.StateChange;
import org.jspecify.annotations.Nullable;

/** Changes that nobody will ever read, because the database threw its log away. */
final class Gap {
  private static final String KEY = "gap";
  private static final Duration TOLD_FOR = Duration.ofDays(7);

  private final Request request;
  private @Nullable Instant found;
  private boolean begun;

  Gap(Request request) {
    this.request = request;
    var text = request.shared().get(KEY);
    this.found = text == null ? null : Instant.parse(text);
  }

  void begin(Instant now) {
    found = now.truncatedTo(ChronoUnit.SECONDS);
    begun = true;
  }

  List<StateChange> changes() {
    var at = found;
    if (at == null) {
      return List.of();
    }
    if (begun) {
      return List.of(new StateChange(KEY, at.toString()));
    }
    return isOver(at) ? List.of(new StateChange(KEY, null)) : List.of();
  }

  List<Notice> notices() {
    var at = found;
    if (at == null || isOver(at)) {
      return List.of();
    }
    return List.of(
        new Notice(
            "gap/" + at,
            "changes-missed",
            false,
            ("Changes were missed before %s, because the database no longer had its log of them: the"
                    + " replication slot was lost or removed. Changes since then are read. Look"
                    + " through the rows that were changed shortly before.")
                .formatted(at)));
  }

  private boolean isOver(Instant at) {
    return request.clock().instant().isAfter(at.plus(TOLD_FOR));
  }
}
