package org.carelay.email;

import java.time.Duration;
import org.carelay.connector.Describe;
import org.carelay.connector.Sensitivity;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox in which answers and bounces arrive, read over IMAP. Reading changes nothing in it.
 */
public record Inbox(
    @Describe(
            title = "Mailbox server",
            defaultValue = "the mail server",
            example = "imap.example.org")
        @Nullable String host,
    @Describe(title = "Port", defaultValue = "993 for tls, otherwise 143") @Nullable Integer port,
    @Describe(title = "Encryption", help = "As for sending.", defaultValue = "tls")
        @Nullable Security security,
    @Describe(title = "User name", defaultValue = "the one for sending") @Nullable String username,
    @Describe(
            title = "Password",
            help = "Not needed where it is the one for sending, or where a token signs in.",
            sensitivity = Sensitivity.SECRET)
        @Nullable String password,
    @Describe(title = "Folder", defaultValue = "INBOX", example = "INBOX") @Nullable String folder,
    @Describe(title = "Look every", help = "From 5 seconds to an hour.", defaultValue = "PT30S")
        @Nullable Duration every) {

  /** Without the password: this may end up in a log. */
  @Override
  public String toString() {
    return "Inbox[" + host + ", " + folder + "]";
  }
}
