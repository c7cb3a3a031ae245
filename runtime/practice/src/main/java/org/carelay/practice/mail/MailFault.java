package org.carelay.practice.mail;

import java.time.Duration;

/** What goes wrong with one mail, so that a test can see what the sender does then. */
public sealed interface MailFault {
  MailFault NONE = new None();

  /** All is well. */
  record None() implements MailFault {}

  /** The recipient is refused, such as 550 (no such mailbox) or 450 (try again later). */
  record RefuseRecipient(int code) implements MailFault {}

  /** The content is refused after it was read, such as 554 or 451. */
  record RefuseContent(int code) implements MailFault {}

  /** The connection breaks while the content is on its way; nothing is delivered. */
  record BreakInContent() implements MailFault {}

  /** The mail is delivered, but the connection breaks before the sender hears of it. */
  record DeliverThenBreak() implements MailFault {}

  /** The mail is delivered, but the answer is late. */
  record DeliverThenStall(Duration delay) implements MailFault {}

  /** Chooses the fault of each mail; called by many threads at once. */
  @FunctionalInterface
  interface Plan {
    MailFault next(String from, String to);
  }
}
