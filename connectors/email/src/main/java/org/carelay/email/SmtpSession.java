package org.carelay.email;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.function.BooleanSupplier;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Retryable;

/** One conversation with the mail server, for one step. */
final class SmtpSession implements AutoCloseable {
  private final EmailClient client;
  private final WatchedTransport transport;

  /**
   * @param mustStop asked before a mail's last byte; if true, the mail is not sent
   */
  SmtpSession(EmailClient client, Session session, BooleanSupplier mustStop) {
    this.client = client;
    transport =
        new WatchedTransport(session, client.security() == EmailSettings.Security.TLS, mustStop);
  }

  /** Connects and signs in, unless that is still so; nothing is sent. */
  void connect() throws ConnectorException {
    if (transport.isConnected()) {
      return;
    }
    var password = client.password();
    try {
      transport.connect(client.host(), client.port(), client.username(), password);
    } catch (MessagingException e) {
      stopIfInterrupted();
      client.signInFailed();
      throw SmtpErrors.connecting(
          e,
          transport.getLastReturnCode(),
          transport.getLastServerResponse(),
          client.signsInByToken());
    }
    if (client.username() != null && !offersSignIn()) {
      close();
      throw new AuthenticationFailed(
          "sign-in-not-offered",
          "The mail server offers no sign-in here. Check port and encryption, or remove the user"
              + " name.",
          null);
    }
  }

  /** Hands over one mail, once. */
  void send(MimeMessage mail, String to) throws ConnectorException {
    transport.forget();
    try {
      transport.sendMessage(mail, new Address[] {new InternetAddress(to)});
    } catch (AddressException e) {
      throw new ConnectorException.Permanent(
          "bad-address", "The recipient's address is not one. Check it.", null);
    } catch (MessagingException | RuntimeException e) {
      // The library fails in its own ways where a server talks nonsense.
      var failure = SmtpErrors.sending(e, transport.mayHaveArrived());
      if (!(failure instanceof OutcomeUnknown)) {
        stopIfInterrupted();
      }
      throw failure;
    }
  }

  /** Says goodbye where it still can; whatever goes wrong then is of no matter. */
  @Override
  public void close() {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The mails are taken or refused by now.
    }
  }

  private boolean offersSignIn() {
    return transport.supportsExtension("AUTH") || transport.supportsExtension("AUTH=LOGIN");
  }

  /**
   * Surely nothing was sent, which an InterruptedException would not say. The interrupt is kept.
   */
  static void stopIfInterrupted() throws Retryable {
    if (Thread.currentThread().isInterrupted()) {
      throw new Retryable("interrupted", "The step was stopped before anything was sent.", null);
    }
  }
}
