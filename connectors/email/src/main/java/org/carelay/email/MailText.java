package org.carelay.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a mail says to a reader: its first text, and the names of the files with it. */
final class MailText {
  /** Mails are nested by forwarding; nobody forwards this deep. */
  private static final int MAX_DEPTH = 10;

  private static final int MAX_CHARACTERS = 64 * 1024;
  private static final int MAX_FILES = 50;
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?m)^(>.*|-{3,} ?(Original Message|Mensaje original|Forwarded message).*|_{20,}"
              + "|On [^\\n]{5,200}(\\n[^\\n]{0,200})?wrote:\\s*|El [^\\n]{5,200}(\\n[^\\n]{0,200})?"
              + "escribió:\\s*|Am [^\\n]{5,200}(\\n[^\\n]{0,200})?schrieb.*:\\s*"
              + "|(From|De|Von): [^\\n]+\\n(Sent|Date|Enviado|Gesendet): [^\\n]+.*)$");
  private static final Pattern SIGNATURE = Pattern.compile("(?m)^-- ?$|^Sent from my .{2,40}$");

  private final List<String> files = new ArrayList<>();
  private @Nullable String plain;
  private @Nullable String html;

  private MailText() {}

  /** Unreadable parts are left out; what can be read is given. */
  static MailText of(Part mail) {
    var text = new MailText();
    text.collect(mail, 0);
    return text;
  }

  /** All of it, at most 64 Ki characters. */
  String whole() {
    var text = plain == null ? html == null ? "" : withoutTags(html) : plain;
    return cut(text.replace("\r\n", "\n").strip());
  }

  /** What the sender has written above what they answer, and without their signature. */
  String answer() {
    var whole = whole();
    var quoted = QUOTED.matcher(whole);
    var own = quoted.find() ? whole.substring(0, quoted.start()) : whole;
    var signed = SIGNATURE.matcher(own);
    return (signed.find() ? own.substring(0, signed.start()) : own).strip();
  }

  List<String> files() {
    return List.copyOf(files);
  }

  private void collect(Part part, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    try {
      var name = part.getFileName();
      if (name != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
        if (files.size() < MAX_FILES) {
          files.add(name == null ? "unnamed" : cut(name));
        }
      } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
        for (var index = 0; index < parts.getCount(); index++) {
          collect(parts.getBodyPart(index), depth + 1);
        }
      } else if (plain == null && part.isMimeType("text/plain")) {
        plain = String.valueOf(part.getContent());
      } else if (html == null && part.isMimeType("text/html")) {
        html = String.valueOf(part.getContent());
      }
    } catch (MessagingException | IOException | RuntimeException e) {
      // One broken part must not hide the others.
    }
  }

  private static String withoutTags(String html) {
    return html.replaceAll("(?is)<(script|style|head)\\b.*?</\\1\\s*>", " ")
        .replaceAll("(?is)<blockquote\\b.*", "\n")
        .replaceAll("(?i)<(br|/p|/div|/tr|/li|/h[1-6])\\b[^>]*>", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String cut(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
  }
}
