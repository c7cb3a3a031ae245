package org.carelay.email;

import jakarta.mail.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.carelay.connector.Client;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.email.EmailSettings.Security;
import org.jspecify.annotations.Nullable;

/** A mail server to send through. Holds no connection: each step makes its own. */
final class EmailClient implements Client {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final Duration WRITE = Duration.ofSeconds(20);

  private static final String FETCH_BYTES = String.valueOf(256 * 1024);

  /** So that an envelope sender's name has at most 64 characters. */
  private static final int MOST_BOUNCE_NAME = 14;

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

  private final EmailSettings settings;
  private final Security security;
  private final @Nullable SSLSocketFactory trusting;
  private final String greeting;
  private final @Nullable TokenSource tokens;
  private final @Nullable InboxAddress inbox;
  private final OwnIds ownIds;
  private final ConnectionContext context;

  /**
   * @throws IllegalArgumentException if the settings contradict each other
   */
  EmailClient(EmailSettings settings, ConnectionContext context) {
    this.settings = settings;
    this.context = context;
    security = settings.security() == null ? Security.STARTTLS : settings.security();
    if (!settings.host().strip().matches("[A-Za-z0-9._:\\[\\]-]+")) {
      throw new IllegalArgumentException("The mail server's name must look like smtp.example.org");
    }
    var port = settings.port();
    if (port != null && (port < 1 || port > 65535)) {
      throw new IllegalArgumentException("The port must be between 1 and 65535");
    }
    if (!Addresses.isBare(settings.from().strip())) {
      throw new IllegalArgumentException("\"From\" must be an address such as clinic@example.org");
    }
    if (Addresses.breaksTheLine(settings.fromName())) {
      throw new IllegalArgumentException("The name of \"From\" must be one line");
    }
    var hasPassword = settings.password() != null && !settings.password().isEmpty();
    if (settings.oauth() != null && (hasPassword || username() == null)) {
      throw new IllegalArgumentException(
          "To sign in by token, give the mailbox as user name and no password");
    }
    if (settings.oauth() == null && (username() == null) == hasPassword) {
      throw new IllegalArgumentException("Give both user name and password, or neither");
    }
    var bounces = settings.bounces();
    if (bounces != null
        && (!Addresses.isBare(bounces.strip())
            || bounces.strip().indexOf('@') > MOST_BOUNCE_NAME)) {
      throw new IllegalArgumentException(
          "\"Bounces to\" must be an address with a short name, such as bounces@example.org");
    }
    if (security == Security.NONE && username() != null && !isThisMachine()) {
      throw new IllegalArgumentException(
          "A password must not travel without encryption; choose starttls or tls");
    }
    for (var timeout :
        new @Nullable Duration[] {
          settings.connectTimeout(), settings.readTimeout(), settings.writeTimeout()
        }) {
      if (timeout != null
          && (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0)) {
        throw new IllegalArgumentException("A longest wait must be between PT0.1S and PT5M");
      }
    }
    trusting = trusting(settings.caCertificate());
    greeting = greeting(context.publicUrl());
    inbox = settings.inbox() == null ? null : InboxAddress.of(settings.inbox(), settings);
    ownIds = new OwnIds(from(), bounces == null ? null : bounces.strip());
    tokens = settings.oauth() == null ? null : new TokenSource(settings.oauth(), context.clock());
  }

  /** Null where the connection reads no mailbox. */
  @Nullable InboxAddress inbox() {
    return inbox;
  }

  /** Where somebody asks for no more mails. */
  URI unsubscribeLink(String address) {
    return URI.create(
        context.callbackUrl(UnsubscribeLink.ID)
            + "?t="
            + new SealedAddress(context.memory()).seal(address));
  }

  /** Null where we have made no such link. */
  @Nullable String unsubscribing(String token) {
    return new SealedAddress(context.memory()).open(token);
  }

  /** Knows the mails this connection has sent. */
  OwnIds ownIds() {
    return ownIds;
  }

  /** A password, or a token in its place. */
  @Nullable String mailboxPassword() throws ConnectorException {
    var password = inbox == null ? null : inbox.password();
    return password == null && tokens != null ? tokens.token() : password;
  }

  String host() {
    return settings.host().strip();
  }

  int port() {
    return settings.port() == null ? security.usualPort() : settings.port();
  }

  Security security() {
    return security;
  }

  String from() {
    return settings.from().strip();
  }

  @Nullable String fromName() {
    return settings.fromName();
  }

  /** Null where the server asks for none. */
  @Nullable String username() {
    var username = settings.username();
    return username == null || username.isBlank() ? null : username.strip();
  }

  /** A password, or a token in its place. */
  @Nullable String password() throws ConnectorException {
    if (tokens != null) {
      return tokens.token();
    }
    return username() == null ? null : settings.password();
  }

  boolean signsInByToken() {
    return tokens != null;
  }

  /** The mail server did not take what {@link #password} gave. */
  void signInFailed() {
    if (tokens != null) {
      tokens.forget();
    }
  }

  /**
   * Who hears of a mail that cannot be delivered (VERP): {@code bounces+ID@example.org} with the id
   * of its Message-ID.
   */
  String envelopeFrom(String messageId) {
    var bounces = settings.bounces();
    if (bounces == null) {
      return from();
    }
    var address = bounces.strip();
    var at = address.lastIndexOf('@');
    var id = messageId.substring(1, messageId.lastIndexOf('@'));
    return address.substring(0, at) + "+" + id + address.substring(at);
  }

  /**
   * What Jakarta Mail needs to know. Its own timeouts are infinite, and it would go on in the open
   * where a server offers no STARTTLS.
   *
   * @param left no wait is longer than this
   */
  Session session(Duration left) {
    var properties = new Properties();
    properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout(), CONNECT, left));
    properties.put("mail.smtp.timeout", millis(settings.readTimeout(), READ, left));
    properties.put("mail.smtp.writetimeout", millis(settings.writeTimeout(), WRITE, left));
    properties.put("mail.smtp.localhost", greeting);
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
    properties.put("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
    properties.put("mail.smtp.auth", String.valueOf(username() != null));
    properties.put("mail.smtp.sendpartial", "false");
    properties.put("mail.smtp.quitwait", "false");
    if (tokens != null) {
      properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
    }
    if (trusting != null) {
      properties.put("mail.smtp.ssl.socketFactory", trusting);
    }
    return Session.getInstance(properties);
  }

  /** As {@link #session}, for reading. Asking for a mail's content must not mark it as read. */
  Session mailboxSession(Duration left) {
    var security = inbox == null ? Security.TLS : inbox.security();
    var properties = new Properties();
    properties.put("mail.imap.connectiontimeout", millis(settings.connectTimeout(), CONNECT, left));
    properties.put("mail.imap.timeout", millis(settings.readTimeout(), READ, left));
    properties.put("mail.imap.writetimeout", millis(settings.writeTimeout(), WRITE, left));
    properties.put("mail.imap.ssl.checkserveridentity", "true");
    properties.put("mail.imap.ssl.enable", String.valueOf(security == Security.TLS));
    properties.put("mail.imap.starttls.enable", String.valueOf(security == Security.STARTTLS));
    properties.put("mail.imap.starttls.required", String.valueOf(security == Security.STARTTLS));
    properties.put("mail.imap.peek", "true");
    properties.put("mail.imap.fetchsize", FETCH_BYTES);
    if (inbox != null && inbox.password() == null) {
      properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
    }
    if (trusting != null) {
      properties.put("mail.imap.ssl.socketFactory", trusting);
    }
    return Session.getInstance(properties);
  }

  @Override
  public void close() {
    if (tokens != null) {
      tokens.close();
    }
  }

  @Override
  public String toString() {
    return "EmailClient[" + host() + ":" + port() + "]";
  }

  private boolean isThisMachine() {
    var host = host().toLowerCase(Locale.ROOT);
    return host.equals("localhost")
        || host.startsWith("127.")
        || host.equals("[::1]")
        || host.equals("::1");
  }

  private static String millis(@Nullable Duration written, Duration otherwise, Duration left) {
    var wished = written == null ? otherwise : written;
    var allowed = wished.compareTo(left) < 0 ? wished : left;
    return String.valueOf(Math.max(MIN_TIMEOUT.toMillis(), allowed.toMillis()));
  }

  /** How we name ourselves. Asking DNS for our own name can hang without end. */
  private static String greeting(URI publicUrl) {
    var host = publicUrl.getHost();
    return host != null && host.matches("(?=.*[A-Za-z])[A-Za-z0-9.-]+") ? host : "[127.0.0.1]";
  }

  private static @Nullable SSLSocketFactory trusting(@Nullable String pem) {
    if (pem == null || pem.isBlank()) {
      return null;
    }
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var bytes = new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII));
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
      for (var certificate : certificates) {
        store.setCertificateEntry("trusted-" + store.size(), certificate);
      }
      if (store.size() == 0) {
        throw new IllegalArgumentException("There is no certificate in \"Trusted certificate\"");
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(
          "\"Trusted certificate\" must be in PEM form, from BEGIN CERTIFICATE to END CERTIFICATE",
          e);
    }
  }
}
