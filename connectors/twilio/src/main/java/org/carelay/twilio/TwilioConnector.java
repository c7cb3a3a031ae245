package org.carelay.twilio;

import com.twilio.rest.api.v2010.Account;
import java.util.List;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.Callback;
import org.carelay.connector.ConnectionContext;
import org.carelay.connector.Connector;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.Trigger;

/** Text messages through a Twilio account. */
public final class TwilioConnector implements Connector<TwilioSettings, TwilioClient> {
  private static final About ABOUT =
      new About("twilio", "Twilio", "Sends text messages and hears the answers.");

  @Override
  public About about() {
    return ABOUT;
  }

  @Override
  public Class<TwilioSettings> settings() {
    return TwilioSettings.class;
  }

  @Override
  public TwilioClient open(TwilioSettings settings, ConnectionContext context) {
    return new TwilioClient(settings, context.publicUrl());
  }

  @Override
  public String test(TwilioClient client) throws ConnectorException, InterruptedException {
    var account = TwilioErrors.reading(() -> Account.fetcher().fetch(client.rest()));
    if (account.getSid() == null) {
      throw new ConnectorException.Permanent(
          "unreadable-answer",
          "The service's answer is not Twilio's. Check its address in the connection.",
          null);
    }
    if (account.getStatus() != null && account.getStatus() != Account.Status.ACTIVE) {
      throw new AuthenticationFailed(
          "account-not-active",
          "The Twilio account is " + account.getStatus() + ". See Twilio's console.",
          null);
    }
    var sender = client.from() == null ? client.messagingServiceSid() : client.from();
    return "Signed in to the Twilio account \"%s\"; texts go out from %s"
        .formatted(account.getFriendlyName(), sender);
  }

  @Override
  public List<Trigger<TwilioClient, ?>> triggers() {
    return List.of(new MessageReceived());
  }

  @Override
  public List<Action<TwilioClient, ?, ?>> actions() {
    return List.of(new SendSms());
  }

  @Override
  public List<Callback<TwilioClient>> callbacks() {
    return List.of(new StatusCallback());
  }
}
