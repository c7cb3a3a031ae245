package org.carelay.practice.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.DropConnectionException;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** One mail on its way in. */
final class Delivery implements MessageHandler {
  static final int MAX_BYTES = 32 * 1024 * 1024;

  private final PracticeMail server;
  private final MessageContext context;
  private final List<String> recipients = new ArrayList<>();
  private String sender = "";
  private MailFault fault = MailFault.NONE;

  Delivery(PracticeMail server, MessageContext context) {
    this.server = server;
    this.context = context;
  }

  @Override
  public void from(String from) {
    sender = from;
  }

  @Override
  public void recipient(String recipient) throws RejectException {
    fault = server.fault(sender, recipient);
    if (fault instanceof MailFault.RefuseRecipient(int code)) {
      throw new RejectException(
          code, code / 100 + ".1.1 <" + recipient + "> is refused by the practice mail");
    }
    recipients.add(recipient);
  }

  @Override
  public @Nullable String data(InputStream stream) throws RejectException, IOException {
    switch (fault) {
      case MailFault.None _, MailFault.RefuseRecipient _ -> deliver(stream);
      case MailFault.RefuseContent(int code) -> {
        stream.transferTo(OutputStream.nullOutputStream());
        throw new RejectException(code, code / 100 + ".6.0 Refused by the practice mail");
      }
      case MailFault.BreakInContent _ -> breakConnection();
      case MailFault.DeliverThenBreak _ -> {
        deliver(stream);
        breakConnection();
      }
      case MailFault.DeliverThenStall(var delay) -> {
        deliver(stream);
        try {
          if (server.closed().await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
            breakConnection();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          breakConnection();
        }
      }
    }
    return null;
  }

  @Override
  public void done() {}

  private void deliver(InputStream stream) throws RejectException, IOException {
    var content = stream.readNBytes(MAX_BYTES + 1);
    if (content.length > MAX_BYTES) {
      throw new RejectException(552, "5.3.4 The practice mail takes at most 32 MiB");
    }
    server.deliver(sender, recipients, content);
  }

  private void breakConnection() throws RejectException, IOException {
    server.reset(context.getRemoteAddress());
    throw new DropConnectionException(421, "4.3.0 Broken on purpose");
  }
}
