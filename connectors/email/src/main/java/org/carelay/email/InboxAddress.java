package org.carelay.email;

import java.time.Duration;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;

/**
 * Where the mailbox is and who we are there, with what the settings leave out filled in.
 *
 * @param password null where a token signs in
 */
record InboxAddress(
    String host,
    int port,
    Security security,
    String username,
    @Nullable String password,
    String folder,
    Duration every) {
  private static final int TLS_PORT = 993;
  private static final int PLAIN_PORT = 143;
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofSeconds(5);
  private static final Duration SELDOM = Duration.ofHours(1);

  /**
   * @throws IllegalArgumentException if something is missing or contradicts itself
   */
  static InboxAddress of(Inbox inbox, EmailSettings settings) {
    var security = inbox.security() == null ? Security.TLS : inbox.security();
    var host = otherwise(inbox.host(), settings.host());
    if (!host.matches("[A-Za-z0-9._:\\[\\]-]+")) {
      throw new IllegalArgumentException(
          "The mailbox server's name must look like imap.example.org");
    }
    var port = inbox.port();
    if (port != null && (port < 1 || port > 65535)) {
      throw new IllegalArgumentException("The mailbox's port must be between 1 and 65535");
    }
    var username = otherwise(inbox.username(), settings.username());
    var ownPassword = inbox.password() != null && !inbox.password().isEmpty();
    var token = settings.oauth() != null && !ownPassword;
    var password = ownPassword ? inbox.password() : settings.password();
    if (username.isEmpty() || !token && (password == null || password.isEmpty())) {
      throw new IllegalArgumentException(
          "To read the mailbox, give a user name and a password, or sign in by token");
    }
    var local = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    if (security == Security.NONE && !local) {
      throw new IllegalArgumentException(
          "The mailbox's password must not travel without encryption; choose starttls or tls");
    }
    var every = inbox.every() == null ? USUAL : inbox.every();
    if (every.compareTo(OFTEN) < 0 && !local || every.compareTo(SELDOM) > 0 || every.isNegative()) {
      throw new IllegalArgumentException("\"Look every\" must be between PT5S and PT1H");
    }
    return new InboxAddress(
        host,
        port == null ? security == Security.TLS ? TLS_PORT : PLAIN_PORT : port,
        security,
        username,
        token ? null : password,
        otherwise(inbox.folder(), "INBOX"),
        every);
  }

  private static String otherwise(@Nullable String written, @Nullable String instead) {
    var chosen = written == null || written.isBlank() ? instead : written;
    return chosen == null ? "" : chosen.strip();
  }

  /** Without the password: this may end up in a log. */
  @Override
  public String toString() {
    return "InboxAddress[" + host + ":" + port + "]";
  }
}
