package org.carelay.practice.phone;

import java.time.Duration;

/** What goes wrong with one attempt to send, so that a test can see what the caller does then. */
public sealed interface Fault {
  Fault NONE = new None();

  /** All is well. */
  record None() implements Fault {}

  /** The message is accepted and will arrive, but the connection ends without an answer. */
  record AcceptThenBreak() implements Fault {}

  /** The message is accepted and will arrive, but the answer says or means something else. */
  record AcceptThenAnswer(int status, String body) implements Fault {}

  /** The message is accepted and the answer is right, but late. */
  record AcceptThenStall(Duration delay) implements Fault {}

  /** The connection ends without an answer and nothing was accepted. */
  record Break() implements Fault {}

  /** Nothing is accepted: 429 (throttled), 503 (unavailable) and the like, in Twilio's JSON. */
  record Answer(int status) implements Fault {}

  /** Chooses the fault of each attempt; called by many threads at once. */
  @FunctionalInterface
  interface Plan {
    Fault next(String to, String body);
  }
}
