package org.carelay.recipe;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code retry} and {@code policy}. */
record PolicyReader(Problems problems, Texts texts) {
  private record WrittenRetry(
      @Nullable Integer attempts,
      @Nullable Duration delay,
      @Nullable Double factor,
      @Nullable Duration maxDelay,
      @Nullable List<String> on) {
    WrittenRetry {
      if (attempts != null && (attempts < 1 || attempts > 100)) {
        throw new IllegalArgumentException("\"attempts\" must be between 1 and 100");
      }
      if (factor != null && (factor < 1 || factor > 100)) {
        throw new IllegalArgumentException("\"factor\" must be between 1 and 100");
      }
      if (isNegative(delay) || isNegative(maxDelay)) {
        throw new IllegalArgumentException("a delay must not be negative");
      }
    }

    private static boolean isNegative(@Nullable Duration duration) {
      return duration != null && duration.isNegative();
    }

    Retry complete() {
      return new Retry(
          Objects.requireNonNullElse(attempts, 5),
          Objects.requireNonNullElse(delay, Duration.ofSeconds(1)),
          Objects.requireNonNullElse(factor, 2.0),
          Objects.requireNonNullElse(maxDelay, Duration.ofMinutes(5)),
          Objects.requireNonNullElse(on, List.of()));
    }
  }

  /** Null where it is absent or wrong. */
  @Nullable Retry retry(Fields fields) {
    var written = fields.record("retry", WrittenRetry.class);
    return written == null ? null : written.complete();
  }

  Policy policy(Fields recipe, Names names) {
    var fields = recipe.fields("policy");
    if (fields == null) {
      return Policy.NONE;
    }
    var policy =
        new Policy(
            retry(fields),
            concurrency(fields.fields("concurrency"), names),
            positive(fields, "deadline"),
            positive(fields, "retention"),
            fields.record("hold", Policy.Hold.class),
            fields.record("quietHours", Policy.QuietHours.class));
    fields.refuseOthers();
    return policy;
  }

  /** A duration that must be longer than nothing. */
  @Nullable Duration positive(Fields fields, String name) {
    var duration = fields.value(name, Duration.class);
    if (duration != null && !duration.isPositive()) {
      problems.add(fields.pointer(name), "out-of-range", "This must be longer than nothing");
    }
    return duration;
  }

  private Policy.@Nullable Concurrency concurrency(@Nullable Fields fields, Names names) {
    if (fields == null) {
      return null;
    }
    var limit = fields.value("limit", Integer.class);
    if (limit == null && !fields.has("limit")) {
      fields.missing("limit");
    } else if (limit != null && limit < 1) {
      problems.add(fields.pointer("limit"), "out-of-range", "This must be at least 1");
    }
    var per = texts.template(fields, "per", names);
    var overflow = fields.value("overflow", Policy.Overflow.class);
    fields.refuseOthers();
    return new Policy.Concurrency(
        Objects.requireNonNullElse(limit, 1),
        per,
        Objects.requireNonNullElse(overflow, Policy.Overflow.QUEUE));
  }
}
