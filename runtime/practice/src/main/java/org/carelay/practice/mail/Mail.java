package org.carelay.practice.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One delivered mail, as its reader sees it.
 *
 * @param from as written in the mail's header, such as {@code Elm Clinic <clinic@example.org>}
 * @param to the addresses it was delivered to, whatever the header says
 * @param messageId the header's, with its angle brackets; null if the sender gave none
 * @param at when it was delivered
 * @param text null if it has none; likewise {@code html}
 */
public record Mail(
    String id,
    String from,
    List<String> to,
    @Nullable String messageId,
    String subject,
    Instant at,
    @Nullable String text,
    @Nullable String html,
    List<Attachment> attachments) {

  public Mail {
    to = List.copyOf(to);
    attachments = List.copyOf(attachments);
  }

  /**
   * A file in a mail.
   *
   * @param bytes its size when decoded
   */
  public record Attachment(String name, String contentType, int bytes) {}
}
