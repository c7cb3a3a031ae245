package org.carelay.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.ComparisonTerm;
import jakarta.mail.search.ReceivedDateTerm;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** One conversation with the mailbox, which changes nothing there. */
final class InboxSession implements AutoCloseable {
  /** The text and a bounce's report stand at the beginning; what follows are attachments. */
  static final int MAX_BYTES = 1024 * 1024;

  private final Store store;
  private final IMAPFolder folder;

  private InboxSession(Store store, IMAPFolder folder) {
    this.store = store;
    this.folder = folder;
  }

  /**
   * A mail as it stands in the mailbox.
   *
   * @param uid grows within one {@link #validity()}
   * @param raw its bytes, at most {@link #MAX_BYTES}
   */
  record Stored(long uid, Instant receivedAt, byte[] raw) {}

  static InboxSession open(EmailClient client, InboxAddress inbox, Duration left)
      throws ConnectorException {
    Store store = null;
    try {
      store = client.mailboxSession(left).getStore("imap");
      store.connect(inbox.host(), inbox.port(), inbox.username(), client.mailboxPassword());
      var folder = (IMAPFolder) store.getFolder(inbox.folder());
      folder.open(Folder.READ_ONLY);
      return new InboxSession(store, folder);
    } catch (MessagingException e) {
      close(store);
      if (e instanceof AuthenticationFailedException) {
        client.signInFailed();
        if (client.signsInByToken() && inbox.password() == null) {
          throw SmtpErrors.tokenRefused("The mailbox's server", "", "IMAP.AccessAsApp");
        }
      }
      throw failure(e);
    } catch (ConnectorException e) {
      close(store);
      throw e;
    }
  }

  /** Changes when the server numbers all mails anew (RFC 9051, 2.3.1.1). */
  long validity() throws ConnectorException {
    return asked(folder::getUIDValidity);
  }

  int count() throws ConnectorException {
    return asked(folder::getMessageCount);
  }

  /** The number that the next mail to arrive will have at the least. */
  long nextUid() throws ConnectorException {
    return asked(
        () -> {
          var next = folder.getUIDNext();
          if (next > 0) {
            return next;
          }
          // Old servers do not say.
          var count = folder.getMessageCount();
          return count == 0 ? 1 : folder.getUID(folder.getMessage(count)) + 1;
        });
  }

  /** The lowest number among the mails that arrived at or after a time; {@code none} if none. */
  long firstSince(Instant since, long none) throws ConnectorException {
    return asked(
        () -> {
          var first = none;
          var found = folder.search(new ReceivedDateTerm(ComparisonTerm.GE, Date.from(since)));
          for (var message : found) {
            first = Math.min(first, folder.getUID(message));
          }
          return first;
        });
  }

  /** The oldest mails from a number on. */
  List<Stored> from(long uid, int most) throws ConnectorException {
    return asked(
        () -> {
          var messages =
              Arrays.stream(folder.getMessagesByUID(uid, UIDFolder.LASTUID))
                  .filter(message -> message != null)
                  .toArray(Message[]::new);
          var profile = new FetchProfile();
          profile.add(UIDFolder.FetchProfileItem.UID);
          profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
          var wanted = Arrays.copyOf(messages, Math.min(most, messages.length));
          folder.fetch(wanted, profile);
          var mails = new ArrayList<Stored>();
          for (var message : wanted) {
            // A server asked for what is beyond the end gives the last one (RFC 9051, 6.4.9).
            if (folder.getUID(message) >= uid) {
              mails.add(read((IMAPMessage) message));
            }
          }
          return List.copyOf(mails);
        });
  }

  private Stored read(IMAPMessage message) throws MessagingException, IOException {
    var received = message.getReceivedDate();
    try (var in = message.getMimeStream()) {
      return new Stored(
          folder.getUID(message),
          received == null ? Instant.EPOCH : received.toInstant(),
          in.readNBytes(MAX_BYTES));
    }
  }

  private interface Question<T> {
    T ask() throws MessagingException, IOException;
  }

  private static <T> T asked(Question<T> question) throws ConnectorException {
    try {
      return question.ask();
    } catch (MessagingException e) {
      throw failure(e);
    } catch (IOException | RuntimeException e) {
      // The library fails in its own ways where a server talks nonsense.
      throw broken();
    }
  }

  /** Words of ours: what servers say quotes addresses. */
  private static ConnectorException failure(MessagingException e) {
    return switch (e) {
      case AuthenticationFailedException _ ->
          new AuthenticationFailed(
              "mailbox-refused",
              "The mailbox refuses the user name and password. Put the right ones into the"
                  + " connection, and see that IMAP is allowed for this mailbox.",
              null);
      case FolderNotFoundException _ ->
          new Permanent(
              "no-such-folder",
              "The mailbox has no folder of the name in the connection. Check it.",
              null);
      case ReadOnlyFolderException _ -> broken();
      default ->
          SmtpErrors.isAboutTrust(e)
              ? new AuthenticationFailed(
                  "certificate-not-trusted",
                  "The mailbox server's certificate is not trusted or is for another name. Check"
                      + " the server's name, port and encryption.",
                  null)
              : broken();
    };
  }

  private static Retryable broken() {
    return new Retryable("mailbox-unreachable", "The mailbox could not be read.", null);
  }

  @Override
  public void close() {
    close(store);
  }

  private static void close(@org.jspecify.annotations.Nullable Store store) {
    try {
      if (store != null) {
        store.close();
      }
    } catch (MessagingException | RuntimeException e) {
      // Whatever was read is read.
    }
  }
}
