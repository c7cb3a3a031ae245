package org.carelay.email;

import java.util.Optional;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.testkit.PollingTriggerContract;
import org.junit.jupiter.api.AfterEach;

/** What every trigger that asks promises, on a real IMAP server. */
class InboxContractTest extends PollingTriggerContract<EmailClient, MailReceived.Input> {
  private final Letters letters = new Letters();
  private int count;

  @AfterEach
  void close() {
    letters.close();
  }

  @Override
  protected PollingTrigger<EmailClient, MailReceived.Input> trigger() {
    return new MailReceived();
  }

  @Override
  protected EmailClient client() throws Exception {
    letters.arrives(Letters.answer("X: y", "From before"));
    return letters.client();
  }

  @Override
  protected MailReceived.Input input() {
    return new MailReceived.Input(null);
  }

  @Override
  protected void change() throws Exception {
    count++;
    letters.arrives(Letters.answer("X: y", "Answer " + count));
  }

  @Override
  protected void nothingOfInterest() throws Exception {
    letters.arrives(Letters.answer("Auto-Submitted: auto-replied", "I am away"));
  }

  @Override
  protected Optional<EmailClient> unreachable() throws Exception {
    return Optional.of(letters.client(Letters.PASSWORD, 1, null));
  }
}
