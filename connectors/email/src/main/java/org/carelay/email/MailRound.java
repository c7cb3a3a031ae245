package org.carelay.email;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to send one step's mail to all its recipients.
 *
 * <p>With several recipients, some mails may be taken while others must wait or nobody knows. Those
 * taken are noted in the connection's memory, so that a later attempt of the same effect leaves
 * them out and nobody gets the mail twice. The notes go when the step is done.
 */
final class MailRound {
  private final EmailClient client;
  private final SendEmail.Input input;
  private final ActionContext context;
  private final List<String> addresses;

  /** What the attempt came to for one address: taken where there is no failure. */
  private record Outcome(String address, String messageId, @Nullable ConnectorException failure) {}

  MailRound(
      EmailClient client, SendEmail.Input input, ActionContext context, List<String> addresses) {
    this.client = client;
    this.input = input;
    this.context = context;
    this.addresses = addresses;
  }

  Mailed send() throws ConnectorException {
    var left = Duration.between(context.clock().instant(), context.deadline());
    SmtpSession.stopIfInterrupted();
    if (!left.isPositive()) {
      throw new Retryable("too-late", "The time for this step was over before it began.", null);
    }
    var session = client.session(left);
    var composer = MailComposer.of(client, session, input, context.files());
    var outcomes = new ArrayList<Outcome>();
    try (var smtp = new SmtpSession(client, session, this::mustStop)) {
      for (var address : addresses) {
        outcomes.add(sendTo(address, composer, smtp));
      }
    } catch (NoConnection e) {
      // The others would wait in vain one after the other.
      for (var address : addresses.subList(outcomes.size(), addresses.size())) {
        outcomes.add(new Outcome(address, messageId(address), e.reason));
      }
    }
    return judge(outcomes);
  }

  private Outcome sendTo(String address, MailComposer composer, SmtpSession smtp)
      throws NoConnection {
    var messageId = messageId(address);
    // Also where one is left: another may have asked for no more mails since the last attempt.
    if (context.memory().get(note(address)) != null) {
      return new Outcome(address, messageId, null);
    }
    try {
      smtp.connect();
    } catch (ConnectorException e) {
      throw new NoConnection(e);
    }
    try {
      var mail = composer.compose(address, messageId, context.clock().instant(), context.zone());
      smtp.send(mail, address);
    } catch (ConnectorException e) {
      return new Outcome(address, messageId, e);
    }
    if (several()) {
      context.memory().put(note(address), "taken");
    }
    context.reference(
        several() ? OwnIds.ofAll(context.effectKey(), Addresses.domain(client.from())) : messageId);
    return new Outcome(address, messageId, null);
  }

  private boolean several() {
    return addresses.size() > 1;
  }

  /** The server cannot be reached or does not let us in. */
  private static final class NoConnection extends Exception {
    private final transient ConnectorException reason;

    NoConnection(ConnectorException reason) {
      super(reason);
      this.reason = reason;
    }
  }

  /** Unknown weighs most, then what may be tried again, then what is refused for good. */
  private Mailed judge(List<Outcome> outcomes) throws ConnectorException {
    var taken = outcomes.stream().filter(each -> each.failure() == null).count();
    context.log("The mail server took the mail for %d of %d".formatted(taken, outcomes.size()));
    var failures = outcomes.stream().map(Outcome::failure).filter(each -> each != null).toList();
    for (var kind : List.of(OutcomeUnknown.class, AuthenticationFailed.class, Retryable.class)) {
      for (var failure : failures) {
        if (kind.isInstance(failure)) {
          throw withCount(failure, taken, outcomes.size());
        }
      }
    }
    if (taken == 0 && !failures.isEmpty()) {
      throw failures.getFirst();
    }
    context.memory().startingWith(notes()).keySet().forEach(context.memory()::remove);
    return Mailed.of(
        outcomes.stream()
            .map(
                each ->
                    new Mailed.ToOne(
                        each.address(),
                        each.failure() == null ? "Sent" : "Refused",
                        each.messageId(),
                        each.failure() == null ? null : each.failure().code()))
            .toList());
  }

  private static ConnectorException withCount(ConnectorException failure, long taken, int all) {
    if (taken == 0 && all == 1) {
      return failure;
    }
    var message =
        "%s The mail server took the mail for %d of %d recipients; those will not get it again."
            .formatted(failure.getMessage(), taken, all);
    return switch (failure) {
      case OutcomeUnknown _ -> new OutcomeUnknown(failure.code(), message, null);
      case AuthenticationFailed _ -> new AuthenticationFailed(failure.code(), message, null);
      case Retryable again -> new Retryable(failure.code(), message, again.after(), null);
      case Permanent _ -> new Permanent(failure.code(), message, null);
    };
  }

  private boolean mustStop() {
    return Thread.currentThread().isInterrupted()
        || !context.clock().instant().isBefore(context.deadline());
  }

  /** The same for every attempt, so that the receiving side can tell a copy. */
  private String messageId(String address) {
    return "<%s.%s@%s>"
        .formatted(context.effectKey(), digest(address), Addresses.domain(client.from()));
  }

  private String note(String address) {
    return notes() + digest(address);
  }

  private String notes() {
    return "mail/" + context.effectKey() + "/";
  }

  /** Names an address without telling it. */
  private static String digest(String address) {
    try {
      var bytes = address.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
      var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
