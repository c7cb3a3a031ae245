package org.carelay.engine.trigger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.engine.journal.JournalException;
import org.carelay.engine.journal.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls that failed: tried again, ever more slowly, and told to a person when it matters. */
final class PollFailures {
  private static final Logger LOG = LoggerFactory.getLogger(PollFailures.class);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);
  private static final int BEFORE_ATTENTION = 3;

  private final PollGroup group;
  private final TriggerServices services;
  private final TriggerHealth health;
  private final OpenNotices openNotices;
  private int failures;

  PollFailures(
      PollGroup group, TriggerServices services, TriggerHealth health, OpenNotices openNotices) {
    this.group = group;
    this.services = services;
    this.health = health;
    this.openNotices = openNotices;
  }

  /** A poll has worked. */
  void over() {
    failures = 0;
  }

  /**
   * One more, in a row.
   *
   * @return when to try again
   */
  Instant count(ConnectorException e) {
    failures++;
    health.failed(group, services.clock().instant(), e.code(), e.getMessage());
    boolean matters = !(e instanceof ConnectorException.Retryable) || failures >= BEFORE_ATTENTION;
    if (matters) {
      tell(e);
    }
    var pause =
        e instanceof ConnectorException.Retryable retryable && retryable.after() != null
            ? retryable.after()
            : Duration.ofSeconds(1L << Math.min(failures, 8));
    return services.clock().instant().plus(pause.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : pause);
  }

  /** Every recipe that hears nothing says so; the next poll that works closes it. */
  private void tell(ConnectorException e) {
    var operations = new ArrayList<Operation>();
    for (var member : group.members()) {
      var notice = new Notice(OpenNotices.POLL_FAILED, e.code(), true, sentence(e));
      operations.add(openNotices.open(member.recipe(), notice));
    }
    if (group.members().isEmpty()) {
      operations.add(openNotices.openForNobody(sentence(e)));
    }
    try {
      services.journal().commit(operations);
    } catch (JournalException busy) {
      LOG.debug("A trigger's failure could not be recorded: {}", busy.getMessage());
    }
  }

  private String sentence(ConnectorException e) {
    var where =
        group.connection() == null ? group.id() : "connection \"" + group.connection() + "\"";
    return "Nothing is heard from " + where + ": " + e.getMessage();
  }
}
