package org.carelay.twilio;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.twilio.exception.TwilioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.carelay.connector.Callback.Trouble;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.twilio.ExchangeFailed.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a failed request means, by the table {@code twilio-errors.json}. Messages are ours: Twilio's
 * quote phone numbers.
 */
@JsonIgnoreProperties("about")
record TwilioErrors(List<ByCode> codes, List<ByStatus> statuses) {
  private static final TwilioErrors TABLE = read();

  record ByCode(List<Integer> twilio, Kind kind, String code, String message) {}

  record ByStatus(int from, int to, Kind kind, String code, String message) {}

  enum Kind {
    PERMANENT,
    AUTHENTICATION,
    RETRYABLE,
    UNKNOWN
  }

  /** What one call of Twilio's library does. */
  @FunctionalInterface
  interface Call<T> {
    T run();
  }

  /** Asks Twilio something. Nothing changes there, so whatever fails may be tried again. */
  static <T> T reading(Call<T> call) throws ConnectorException, InterruptedException {
    try {
      return call.run();
    } catch (ExchangeFailed e) {
      if (e.failure() instanceof Failure.Interrupted) {
        throw new InterruptedException();
      }
      throw of(e.failure(), false);
    } catch (TwilioException | NullPointerException e) {
      // The library reads an answer of another shape only so far; it says so in these two ways.
      throw new Permanent(
          "unreadable-answer",
          "The service's answer is not Twilio's. Check its address in the connection.",
          null);
    }
  }

  /** Changes something at Twilio: whatever is not surely refused may have happened. */
  static <T> T changing(Call<T> call) throws ConnectorException {
    try {
      return call.run();
    } catch (ExchangeFailed e) {
      throw of(e.failure(), true);
    } catch (TwilioException | NullPointerException e) {
      throw unreadable();
    }
  }

  /** Twilio said yes in words that cannot be read. */
  static OutcomeUnknown unreadable() {
    return new OutcomeUnknown(
        "unreadable-answer", "Twilio answered, but what it says cannot be read.", null);
  }

  static ConnectorException of(Failure failure, boolean changing) {
    return switch (failure) {
      case Failure.NotSent(var reason) ->
          new Retryable("unreachable", "Twilio could not be reached: " + reason + ".", null);
      case Failure.NoAnswer(var reason) ->
          unknown("no-answer", "Twilio did not answer: " + reason + ".", null, changing);
      case Failure.Interrupted() ->
          unknown("interrupted", "The step was stopped before Twilio answered.", null, changing);
      case Failure.Refused(int status, var code, var after) ->
          TABLE.refused(status, code, after, changing);
    };
  }

  /** Why Twilio took a message and then failed it at once. */
  static ConnectorException failedAtOnce(@Nullable Integer code) {
    for (var row : TABLE.codes) {
      if (code != null && row.twilio.contains(code)) {
        return new Permanent(row.code, row.message + " (Twilio " + code + ")", null);
      }
    }
    return new Permanent(
        "not-delivered", "Twilio took the text, but could not deliver it (" + code + ").", null);
  }

  /**
   * What the code of a text that did not arrive means, and what to do.
   *
   * @param code null where Twilio gives none
   */
  static Trouble trouble(@Nullable String code) {
    for (var row : TABLE.codes) {
      if (code != null && row.twilio.stream().map(String::valueOf).anyMatch(code::equals)) {
        return new Trouble(row.code, row.message);
      }
    }
    return new Trouble(
        "not-delivered", "Twilio could not deliver the text. Reach the person another way.");
  }

  private ConnectorException refused(
      int status, @Nullable Integer code, @Nullable Duration after, boolean changing) {
    if (code != null && status / 100 == 4) {
      for (var row : codes) {
        if (row.twilio.contains(code)) {
          var message = row.message + " (Twilio " + code + ")";
          return exception(row.kind, row.code, message, after, changing);
        }
      }
    }
    var row =
        statuses.stream().filter(each -> each.from <= status && status <= each.to).findFirst();
    var message = row.map(ByStatus::message).orElse("The service's answer makes no sense.");
    var suffix = code == null ? "" : ", Twilio " + code;
    return exception(
        row.map(ByStatus::kind).orElse(Kind.UNKNOWN),
        row.map(ByStatus::code).orElse("server-error"),
        message + " (HTTP " + status + suffix + ")",
        after,
        changing);
  }

  private static ConnectorException exception(
      Kind kind, String code, String message, @Nullable Duration after, boolean changing) {
    return switch (kind) {
      case PERMANENT -> new Permanent(code, message, null);
      case AUTHENTICATION -> new AuthenticationFailed(code, message, null);
      case RETRYABLE -> new Retryable(code, message, after, null);
      case UNKNOWN -> unknown(code, message, after, changing);
    };
  }

  private static ConnectorException unknown(
      String code, String message, @Nullable Duration after, boolean changing) {
    return changing
        ? new OutcomeUnknown(code, message, null)
        : new Retryable(code, message, after, null);
  }

  private static TwilioErrors read() {
    try (var file = TwilioErrors.class.getResourceAsStream("twilio-errors.json")) {
      return JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build()
          .readValue(file, TwilioErrors.class);
    } catch (IOException e) {
      throw new UncheckedIOException("twilio-errors.json cannot be read", e);
    }
  }
}
