package org.carelay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.carelay.connector.Callback;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectorException;
import org.jspecify.annotations.Nullable;

/** The outside of engine tests: takes messages and rows, and misbehaves as it is told. */
final class Provider implements Client {
  /** What it does with the next call. */
  enum Mood {
    WELL,
    /** Takes it, and the connection breaks before the answer. */
    TAKES_AND_BREAKS,
    /** The connection breaks before it is taken. */
    BREAKS,
    REFUSES,
    BUSY,
    SIGNED_OUT
  }

  /** A message it has taken. */
  record Taken(String reference, String to, String body, Instant at) {}

  final List<Taken> taken = new ArrayList<>();
  final Map<String, Object> rows = new HashMap<>();
  final Deque<Mood> moods = new ArrayDeque<>();
  final AtomicInteger calls = new AtomicInteger();
  boolean canBeAsked = true;

  /** Called when a message has been taken, before the answer. */
  Runnable beforeAnswer = () -> {};

  /** By how much its clock is behind ours. */
  Duration behind = Duration.ZERO;

  /** Called before something is read. */
  Runnable beforeReading = () -> {};

  String take(String to, String body, Instant now) throws ConnectorException {
    var reference = takeNow(to, body, now);
    beforeAnswer.run();
    return reference;
  }

  private synchronized String takeNow(String to, String body, Instant now)
      throws ConnectorException {
    var mood = next();
    if (mood != Mood.WELL && mood != Mood.TAKES_AND_BREAKS) {
      throw failure(mood);
    }
    var reference = "SM" + (taken.size() + 1);
    taken.add(new Taken(reference, to, body, now.minus(behind)));
    if (mood == Mood.TAKES_AND_BREAKS) {
      throw failure(mood);
    }
    return reference;
  }

  synchronized void put(String key, Object value) throws ConnectorException {
    var mood = next();
    if (mood == Mood.WELL || mood == Mood.TAKES_AND_BREAKS) {
      rows.put(key, value);
    }
    if (mood != Mood.WELL) {
      throw failure(mood);
    }
  }

  /** What a test lets it say of a message when asked. */
  final Map<String, Callback.Delivery> deliveries = new HashMap<>();

  final AtomicInteger questions = new AtomicInteger();

  synchronized Callback.Outcome.@Nullable Receipt asked(String reference)
      throws ConnectorException {
    questions.incrementAndGet();
    var mood = next();
    if (mood != Mood.WELL) {
      throw failure(mood);
    }
    var delivery = deliveries.get(reference);
    return delivery == null ? null : new Callback.Outcome.Receipt(reference, delivery, null);
  }

  synchronized boolean has(String key) {
    return rows.containsKey(key);
  }

  synchronized List<Taken> find(String to, String body, Instant since) throws ConnectorException {
    if (!canBeAsked) {
      throw new ConnectorException.Permanent("no-list", "It keeps no list.", null);
    }
    return taken.stream()
        .filter(t -> t.to().equals(to) && t.body().equals(body) && !t.at().isBefore(since))
        .toList();
  }

  private Mood next() {
    calls.incrementAndGet();
    var mood = moods.poll();
    return mood == null ? Mood.WELL : mood;
  }

  private static ConnectorException failure(Mood mood) {
    return switch (mood) {
      case TAKES_AND_BREAKS, BREAKS ->
          new ConnectorException.OutcomeUnknown("broken", "The connection broke.", null);
      case REFUSES -> new ConnectorException.Permanent("refused", "It was refused.", null);
      case BUSY -> new ConnectorException.Retryable("busy", "It is busy.", null);
      case SIGNED_OUT ->
          new ConnectorException.AuthenticationFailed("signed-out", "The key expired.", null);
      case WELL -> throw new IllegalArgumentException("Nothing failed.");
    };
  }
}
