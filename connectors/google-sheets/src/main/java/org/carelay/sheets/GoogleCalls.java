package org.carelay.sheets;

import com.google.api.client.googleapis.services.AbstractGoogleClientRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.carelay.connector.ConnectorException;

/** Makes calls within the credential's budget and gives every failure its type. */
final class GoogleCalls {
  private final Clock clock;
  private final CallBudget reads;
  private final CallBudget writes;
  private final Backoff backoff = new Backoff();
  private final Failures failures;

  GoogleCalls(String email, int readsPerMinute, int writesPerMinute, Clock clock) {
    this.clock = clock;
    this.reads = new CallBudget(readsPerMinute, clock);
    this.writes = new CallBudget(writesPerMinute, clock);
    this.failures = new Failures(email, backoff);
  }

  CallBudget reads() {
    return reads;
  }

  /** Builds a request; makes no call. */
  interface Building<T> {
    AbstractGoogleClientRequest<T> request() throws IOException;
  }

  /** Reads a sheet, after waiting for the budget. */
  <T> T read(Building<T> request, Instant deadline)
      throws ConnectorException, InterruptedException {
    await(reads, deadline);
    return call(request, deadline, false);
  }

  /** Changes a sheet, after waiting for the budget. */
  <T> T write(Building<T> request, Instant deadline)
      throws ConnectorException, InterruptedException {
    await(writes, deadline);
    return call(request, deadline, true);
  }

  /** Asks Drive, whose quota is far larger. */
  <T> T drive(Building<T> request, Instant deadline)
      throws ConnectorException, InterruptedException {
    return call(request, deadline, false);
  }

  private void await(CallBudget budget, Instant deadline)
      throws ConnectorException, InterruptedException {
    var wait = budget.take();
    if (wait.isZero()) {
      return;
    }
    if (clock.instant().plus(wait).isAfter(deadline)) {
      budget.giveBack();
      throw new ConnectorException.Retryable(
          "google-budget",
          "Too many calls to Google at once; this one is made a little later.",
          wait,
          null);
    }
    try {
      Thread.sleep(wait);
    } catch (InterruptedException stopped) {
      budget.giveBack();
      throw stopped;
    }
  }

  private <T> T call(Building<T> building, Instant deadline, boolean writing)
      throws ConnectorException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      var request = building.request();
      var answer = ScopedValue.where(SignIn.DEADLINE, deadline).call(request::execute);
      backoff.succeeded();
      return answer;
    } catch (IOException failure) {
      var typed = failures.of(failure, writing);
      // A write that was interrupted under way is not known to have been left undone.
      if (Thread.interrupted() && !(typed instanceof ConnectorException.OutcomeUnknown)) {
        throw new InterruptedException();
      }
      throw typed;
    } catch (IllegalArgumentException unreadable) {
      // Google's JSON parser throws this for an answer that is JSON of another shape.
      throw failures.of(new IOException(unreadable), writing);
    }
  }

  /** The longest a poll waits for one answer. */
  Instant soon() {
    return clock.instant().plus(Duration.ofSeconds(20));
  }
}
