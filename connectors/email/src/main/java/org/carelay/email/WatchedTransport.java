package org.carelay.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Knows whether a mail's final dot may have reached the server, and does not send it too late. */
final class WatchedTransport extends SMTPTransport {
  private final BooleanSupplier mustStop;
  private boolean mayHaveArrived;

  WatchedTransport(Session session, boolean tlsFromTheStart, BooleanSupplier mustStop) {
    super(session, null, "smtp", tlsFromTheStart);
    this.mustStop = mustStop;
  }

  /** Before the next mail. */
  void forget() {
    mayHaveArrived = false;
  }

  boolean mayHaveArrived() {
    return mayHaveArrived;
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    if (mustStop.getAsBoolean()) {
      // An IOException makes the transport drop the connection, so that nothing is sent.
      throw new InterruptedIOException("Stopped before the end of the mail");
    }
    mayHaveArrived = true;
    super.finishData();
  }
}
