package org.carelay.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.jspecify.annotations.Nullable;

/**
 * What a failure means. Messages are ours, with the server's numbers only: what servers say quotes
 * addresses, and so do the library's exceptions, which are therefore not kept as causes.
 */
final class SmtpErrors {
  private static final Pattern ENHANCED = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");

  private SmtpErrors() {}

  /** Whether the other side is not who it should be, or speaks no TLS that we do. */
  static boolean isAboutTrust(Exception failure) {
    return has(failure, cause -> cause instanceof CertificateException || doesNotSpeakTls(cause));
  }

  /** An answer of the server that says no. */
  private record Refusal(int code, String command, @Nullable String response) {
    boolean temporary() {
      return code / 100 == 4;
    }

    /** Such as {@code (550 5.1.1)}. */
    String numbers() {
      var enhanced = ENHANCED.matcher(response == null ? "" : response);
      return " (" + code + (enhanced.find() ? " " + enhanced.group() : "") + ")";
    }
  }

  /**
   * Why there is no connection; nothing was sent.
   *
   * @param lastCode the server's last answer; 0 or less where there was none
   * @param lastResponse its words, of which only numbers are used
   * @param byToken whether a token was shown in place of a password
   */
  static ConnectorException connecting(
      MessagingException failure, int lastCode, @Nullable String lastResponse, boolean byToken) {
    if (has(failure, CertificateException.class::isInstance)) {
      return new AuthenticationFailed(
          "certificate-not-trusted",
          "The mail server's certificate is not trusted or is for another name. Check the server's"
              + " name, or add the hospital's certificate to the connection.",
          null);
    }
    if (has(failure, SmtpErrors::doesNotSpeakTls)) {
      return new AuthenticationFailed(
          "tls-not-agreed",
          "The mail server does not speak TLS on this port, or only an outdated one. Check port and"
              + " encryption in the connection.",
          null);
    }
    var refusal = new Refusal(lastCode, "", lastResponse);
    if (failure instanceof AuthenticationFailedException) {
      // Google and Microsoft explain a refusal in a challenge (334), at which the library stops.
      return byToken && (lastCode / 100 == 5 || lastCode == 334)
          ? tokenRefused("The mail server", refusal.numbers(), "SMTP.SendAsApp")
          : signIn(failure, refusal);
    }
    if (String.valueOf(failure.getMessage()).startsWith("STARTTLS is required")) {
      return new AuthenticationFailed(
          "starttls-not-offered",
          "The mail server does not offer STARTTLS. Choose tls, another port or another server.",
          null);
    }
    if (failure instanceof MailConnectException) {
      return new Retryable("unreachable", "The mail server could not be reached.", null);
    }
    if (has(failure, UnknownHostException.class::isInstance)) {
      return new Retryable("unreachable", "The mail server's name is not known.", null);
    }
    if (lastCode / 100 == 5) {
      return new Permanent(
          "server-refused",
          "The mail server does not talk to this machine" + refusal.numbers() + ".",
          null);
    }
    if (lastCode / 100 == 4) {
      return new Retryable(
          "server-busy", "The mail server is busy" + refusal.numbers() + ".", null);
    }
    return new Retryable(
        "connection-lost",
        "The connection to the mail server broke before anything was sent.",
        null);
  }

  /**
   * Why a mail was not taken.
   *
   * @param mayHaveArrived whether its final dot may have reached the server
   */
  static ConnectorException sending(Exception failure, boolean mayHaveArrived) {
    var refusal = refusal(failure);
    if (refusal == null) {
      return mayHaveArrived
          ? new OutcomeUnknown(
              "no-answer",
              "The connection broke after the mail was handed over; it may have been sent.",
              null)
          : new Retryable(
              "connection-lost", "The connection broke before the mail was handed over.", null);
    }
    if (refusal.temporary()) {
      return new Retryable(
          "try-later", "The mail server says to try later" + refusal.numbers() + ".", null);
    }
    if (refusal.code() == 530 || refusal.code() == 535) {
      return new AuthenticationFailed(
          "sign-in-needed",
          "The mail server wants a user name and password first" + refusal.numbers() + ".",
          null);
    }
    return switch (refusal.command()) {
      case "RCPT" ->
          new Permanent(
              "recipient-refused",
              "The mail server refuses this recipient" + refusal.numbers() + ". Check the address.",
              null);
      case "MAIL" ->
          new Permanent(
              "sender-refused",
              "The mail server refuses to send for the connection's address"
                  + refusal.numbers()
                  + ".",
              null);
      default ->
          new Permanent(
              "content-refused",
              "The mail server refuses this mail's content or size" + refusal.numbers() + ".",
              null);
    };
  }

  /**
   * A token was given out, and does not open the mailbox.
   *
   * @param permission what Microsoft calls the right that an application needs
   */
  static AuthenticationFailed tokenRefused(String who, String numbers, String permission) {
    return new AuthenticationFailed(
        "token-not-accepted",
        who
            + " does not take the token for this mailbox"
            + numbers
            + ". Check the mailbox and the scope in the connection. With Microsoft 365 the"
            + " application needs the permission "
            + permission
            + " and a service principal with access to the mailbox; with Google the scope"
            + " https://mail.google.com/.",
        null);
  }

  private static ConnectorException signIn(MessagingException failure, Refusal refusal) {
    if (refusal.code() / 100 == 5) {
      var hint =
          refusal.numbers().contains("5.7.30") || refusal.numbers().contains("5.7.139")
              ? " The server no longer takes passwords for sending."
              : " Put the right ones into the connection.";
      return new AuthenticationFailed(
          "credentials-refused",
          "The mail server refuses the user name and password" + refusal.numbers() + "." + hint,
          null);
    }
    if (String.valueOf(failure.getMessage()).startsWith("No authentication mechanisms")) {
      return new AuthenticationFailed(
          "sign-in-not-offered", "The mail server offers no way to sign in that we know.", null);
    }
    return new Retryable(
        "sign-in-interrupted", "The mail server did not finish the sign-in.", null);
  }

  /** The first answer of 400 or more in a chain of exceptions; null if there is none. */
  private static @Nullable Refusal refusal(Exception failure) {
    for (Exception each = failure;
        each instanceof MessagingException step;
        each = step.getNextException()) {
      var refusal =
          switch (step) {
            case SMTPSenderFailedException no ->
                new Refusal(no.getReturnCode(), "MAIL", no.getMessage());
            case SMTPAddressFailedException no ->
                new Refusal(no.getReturnCode(), "RCPT", no.getMessage());
            case SMTPSendFailedException no ->
                new Refusal(no.getReturnCode(), verb(no.getCommand()), no.getMessage());
            default -> null;
          };
      if (refusal != null && refusal.code() >= 400 && refusal.code() <= 599) {
        return refusal;
      }
    }
    return null;
  }

  private static String verb(@Nullable String command) {
    return command == null ? "" : command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
  }

  private static boolean doesNotSpeakTls(Throwable cause) {
    var message = String.valueOf(cause.getMessage());
    return cause instanceof SSLException
        && (message.startsWith("Unsupported or unrecognized")
            || message.contains("protocol_version")
            || message.contains("handshake_failure")
            || message.contains("No appropriate protocol"));
  }

  private static boolean has(Throwable failure, Predicate<Throwable> wanted) {
    var each = failure;
    for (var depth = 0; each != null && depth < 20; depth++) {
      if (wanted.test(each)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }
}
