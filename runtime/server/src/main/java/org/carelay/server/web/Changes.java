package org.carelay.server.web;

import io.micronaut.http.sse.Event;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells open pages that something they show may have changed, so that they ask again. Many changes
 * within a moment are told once: a busy night must not keep browsers busy.
 */
public final class Changes implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);
  private static final int PENDING_EVENTS = 32;

  /** What pages show. */
  public enum Topic {
    RUNS,
    SHEET,
    PHONES,
    MAILBOX,
    ATTENTION,
    RECIPES;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The data of one event; {@code none} is a sign of life. */
  public record Change(
      @Schema(
              allowableValues = {
                "runs",
                "sheet",
                "phones",
                "mailbox",
                "attention",
                "recipes",
                "none"
              })
          String topic) {}

  private final Sinks.Many<Topic> sink = Sinks.many().multicast().directBestEffort();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("changes").factory());
  private final Set<Topic> changed = EnumSet.noneOf(Topic.class);
  private boolean closed;

  /** Returns at once; called from anywhere, thousands of times a second. */
  public void tell(Topic topic) {
    synchronized (changed) {
      if (closed) {
        return;
      }
      var first = changed.isEmpty();
      changed.add(topic);
      if (first) {
        timer.schedule(this::flush, MOMENT.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Server-sent events until this closes, with a sign of life in between. */
  public Flux<Event<Change>> stream() {
    var changes =
        sink.asFlux()
            .onBackpressureBuffer(PENDING_EVENTS, BufferOverflowStrategy.DROP_OLDEST)
            .map(topic -> Event.of(new Change(topic.word())).name("change"));
    var heartbeats = Flux.interval(HEARTBEAT).onBackpressureDrop().map(_ -> alive());
    // The first comes at once: a browser takes a stream for open when something has come.
    return Flux.merge(
        changes, heartbeats.startWith(alive()).takeUntilOther(sink.asFlux().ignoreElements()));
  }

  private static Event<Change> alive() {
    return Event.of(new Change("none")).name("alive");
  }

  private void flush() {
    Set<Topic> topics;
    synchronized (changed) {
      topics = EnumSet.copyOf(changed);
      changed.clear();
    }
    topics.forEach(topic -> sink.emitNext(topic, Sinks.EmitFailureHandler.FAIL_FAST));
  }

  @Override
  public void close() {
    synchronized (changed) {
      closed = true;
    }
    timer.shutdownNow();
    sink.tryEmitComplete();
  }
}
