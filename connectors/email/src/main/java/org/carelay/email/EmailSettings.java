package org.carelay.email;

import java.time.Duration;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.jspecify.annotations.Nullable;

/** A mail server, and who the mails come from. */
public record EmailSettings(
    @Describe(
            title = "Mail server",
            help = "Its name as in its certificate.",
            example = "smtp.example.org")
        String host,
    @Describe(title = "Port", defaultValue = "587 for starttls, 465 for tls, 25 for none")
        @Nullable Integer port,
    @Describe(
            title = "Encryption",
            help =
                "starttls begins in the open and insists on encryption; tls is encrypted from the"
                    + " start; none is for a relay inside the same machine or network.",
            defaultValue = "starttls")
        @Nullable Security security,
    @Describe(title = "User name", help = "Leave it out where the server asks for none.")
        @Nullable String username,
    @Describe(title = "Password", sensitivity = Sensitivity.SECRET) @Nullable String password,
    @Describe(
            title = "From",
            help = "The address the mails come from, at a domain the server may send for.",
            example = "clinic@example.org")
        String from,
    @Describe(title = "From, the name", example = "Elm Clinic") @Nullable String fromName,
    @Describe(
            title = "Trusted certificate",
            help =
                "In PEM form, where the server's certificate comes from the hospital's own"
                    + " authority. It is then the only one trusted.",
            widget = "multiline")
        @Nullable String caCertificate,
    @Describe(title = "Longest wait to connect", defaultValue = "PT10S")
        @Nullable Duration connectTimeout,
    @Describe(title = "Longest wait for an answer", defaultValue = "PT20S")
        @Nullable Duration readTimeout,
    @Describe(title = "Longest wait to send", defaultValue = "PT20S")
        @Nullable Duration writeTimeout,
    @Describe(
            title = "Sign in by token",
            help =
                "Instead of a password, as Microsoft 365 and Google want it; the user name is the"
                    + " mailbox.")
        @Nullable OAuth oauth,
    @Describe(
            title = "Bounces to",
            help =
                "A mailbox that takes NAME+anything. Each mail then has an envelope sender of its"
                    + " own, so that a bounce tells which mail to whom it is about.",
            example = "bounces@example.org")
        @Nullable String bounces,
    @Describe(
            title = "Mailbox",
            help = "Where answers and bounces arrive, if Carelay is to read them.")
        @Nullable Inbox inbox) {

  /** How the connection is encrypted. */
  public enum Security {
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int usualPort;

    Security(int usualPort) {
      this.usualPort = usualPort;
    }

    int usualPort() {
      return usualPort;
    }
  }

  /** Without the password: this may end up in a log. */
  @Override
  public String toString() {
    return "EmailSettings[" + host + ", " + from + "]";
  }
}
