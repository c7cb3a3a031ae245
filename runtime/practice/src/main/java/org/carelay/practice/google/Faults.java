package org.carelay.practice.google;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be made to go wrong, for tests and for trying a recipe on a bad day. */
public final class Faults {
  /** What happens to one call. */
  sealed interface Fault {
    /** Refused, not applied. */
    record Answer(int status) implements Fault {}

    /** Applied, but the answer says otherwise. */
    record AnswerAfterApplying(int status) implements Fault {}

    /** Applied, and the connection closed without an answer. */
    record BreakAfterApplying() implements Fault {}

    /** Nothing is wrong with the call itself. */
    record Before(Runnable step) implements Fault {}
  }

  private final Clock clock;
  private final DriveLog drive;
  private final Map<CallKind, Deque<Fault>> next = new EnumMap<>(CallKind.class);
  private final Map<CallKind, MinuteQuota> quotas = new EnumMap<>(CallKind.class);
  private boolean driveGranted = true;
  private @Nullable Set<String> offered;

  Faults(Clock clock, DriveLog drive) {
    this.clock = clock;
    this.drive = drive;
  }

  /** The next calls of this kind are answered with this status and change nothing. */
  public void answerNext(CallKind kind, int calls, int status) {
    add(kind, calls, new Fault.Answer(status));
  }

  /** The next calls of this kind are applied and then answered with this status. */
  public void answerAfterApplying(CallKind kind, int calls, int status) {
    add(kind, calls, new Fault.AnswerAfterApplying(status));
  }

  /** The next calls of this kind are applied; then the connection is closed without an answer. */
  public void breakAfterApplying(CallKind kind, int calls) {
    add(kind, calls, new Fault.BreakAfterApplying());
  }

  /**
   * Something that somebody else does just before the next call of this kind is applied.
   *
   * @param step runs on the call's thread
   */
  public void beforeNext(CallKind kind, Runnable step) {
    add(kind, 1, new Fault.Before(step));
  }

  /** From now on all other operations are unknown, as in a simpler stand-in. */
  public synchronized void offerOnly(Set<String> operations) {
    offered = Set.copyOf(operations);
  }

  /** Drive shows each change this much later than Sheets does. */
  public void driveLag(Duration lag) {
    drive.lag(lag);
  }

  /** Whether the credential may use Drive at all; true at first. */
  public synchronized void driveGranted(boolean granted) {
    driveGranted = granted;
  }

  /**
   * Calls of this kind beyond {@code perMinute} are answered 429. There is no limit at first.
   *
   * @param perMinute in each minute of the clock
   */
  public synchronized void quota(CallKind kind, int perMinute) {
    quotas.put(kind, new MinuteQuota(clock, perMinute));
  }

  private synchronized void add(CallKind kind, int calls, Fault fault) {
    for (var i = 0; i < calls; i++) {
      next.computeIfAbsent(kind, _ -> new ArrayDeque<>()).add(fault);
    }
  }

  synchronized @Nullable Fault take(CallKind kind) {
    var queue = next.get(kind);
    return queue == null ? null : queue.poll();
  }

  synchronized void checkAllowed(String operation, CallKind kind) {
    if (offered != null && kind != CallKind.TOKEN && !offered.contains(operation)) {
      throw refusal(404);
    }
    var quota = quotas.get(kind);
    if (quota != null && !quota.take()) {
      throw refusal(429);
    }
    if (kind == CallKind.DRIVE && !driveGranted) {
      throw new ApiError(
          403,
          "PERMISSION_DENIED",
          "insufficientPermissions",
          "Request had insufficient authentication scopes.");
    }
  }

  static ApiError refusal(int status) {
    return switch (status) {
      case 401 ->
          new ApiError(
              401,
              "UNAUTHENTICATED",
              "authError",
              "Request had invalid authentication credentials. Expected OAuth 2 access token, login"
                  + " cookie or other valid authentication credential.");
      case 403 -> ApiError.forbidden();
      case 404 -> ApiError.notFound();
      case 429 ->
          new ApiError(
              429,
              "RESOURCE_EXHAUSTED",
              "rateLimitExceeded",
              "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute"
                  + " per user' of service 'sheets.googleapis.com'.");
      case 503 ->
          new ApiError(503, "UNAVAILABLE", "backendError", "The service is currently unavailable.");
      default -> new ApiError(status, "INTERNAL", "backendError", "Internal error encountered.");
    };
  }
}
