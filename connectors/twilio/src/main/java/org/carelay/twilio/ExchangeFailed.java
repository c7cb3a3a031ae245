package org.carelay.twilio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request to Twilio that did not end with a 2xx. Passes through Twilio's library, which knows
 * nothing of it, to {@link TwilioErrors}. Has no message: what Twilio says quotes phone numbers.
 */
final class ExchangeFailed extends RuntimeException {
  private final transient Failure failure;

  ExchangeFailed(Failure failure) {
    super(null, null, false, false);
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }

  /** How it ended. */
  sealed interface Failure {
    /** No connection was made, so nothing left this machine. */
    record NotSent(String reason) implements Failure {}

    /** There is no answer, or half of one: the request may have arrived. */
    record NoAnswer(String reason) implements Failure {}

    /** The thread was interrupted while the request may have been under way. */
    record Interrupted() implements Failure {}

    /**
     * Twilio, or something in between, said no.
     *
     * @param code Twilio's error code, where the answer has one
     * @param after how long to wait before asking again, where the answer says so
     */
    record Refused(int status, @Nullable Integer code, @Nullable Duration after)
        implements Failure {}
  }
}
