package org.carelay.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.carelay.engine.store.AttentionDesk;
import org.carelay.practice.PracticeClinic;
import org.carelay.practice.mail.Mail;

/** What providers and people say of messages in the practice clinic. */
final class WhatComesBack {
  private final Supplier<RunningServer> server;

  WhatComesBack(Supplier<RunningServer> server) {
    this.server = server;
  }

  private PracticeClinic clinic() {
    return Objects.requireNonNull(server.get().services().practice());
  }

  /** From now on no text arrives at a number; the provider gives its code as the reason. */
  void undeliverable(JsonNode phone) {
    clinic().phone().undeliverable(phone.path("to").asText(), phone.path("code").asInt());
  }

  /** The latest mail to somebody, as soon as it has gone out. */
  Mail awaitMail(String to) {
    return Await.until(
            () -> clinic().mail().mails().stream().filter(m -> m.to().contains(to)).toList(),
            mails -> !mails.isEmpty())
        .getFirst();
  }

  /** The latest mail to somebody comes back, as soon as it has gone out. */
  void bounce(JsonNode mail) throws IOException {
    var to = mail.path("to").asText();
    bounce(to, mail.path("status").asText(), String.valueOf(awaitMail(to).messageId()));
  }

  /** A mail server tells the clinic by which address a mail could not be delivered. */
  void bounce(String to, String status, String messageId) throws IOException {
    var report =
        """
        From: MAILER-DAEMON@mx.example.net
        To: clinic@example.org
        Subject: Undelivered
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="B"

        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; %s
        Action: failed
        Status: %s

        --B
        Content-Type: text/rfc822-headers

        Message-ID: %s

        --B--
        """
            .formatted(to, status, messageId)
            .replace("\n", "\r\n");
    clinic().mail().receive("", report.getBytes(StandardCharsets.US_ASCII));
  }

  /** A person decides what a recipe asks, as soon as it does. */
  void decide(String recipe, String decision) {
    var desk = server.get().services().engine().attention();
    Await.until(
        () ->
            questions(recipe, decision).stream()
                .map(item -> desk.decide(1, item.id(), decision, "nurse", null))
                .toList(),
        List.of(AttentionDesk.Outcome.DONE)::equals);
  }

  /** Until a recipe asks something of which this may be decided. */
  void awaitQuestion(String recipe, String decision) {
    Await.until(() -> questions(recipe, decision), items -> !items.isEmpty());
  }

  private List<AttentionDesk.Item> questions(String recipe, String decision) {
    return server.get().services().engine().attention().open(1).stream()
        .filter(item -> recipe.equals(item.recipe()) && item.decisions().contains(decision))
        .toList();
  }
}
