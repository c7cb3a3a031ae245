package org.carelay.twilio;

import com.twilio.rest.api.v2010.account.Message;
import org.carelay.connector.AskableCallback;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.HttpCall;
import org.jspecify.annotations.Nullable;

/** What Twilio posts, or says when asked, of how far a text got. */
final class StatusCallback implements AskableCallback<TwilioClient> {
  static final String ID = "status";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Outcome receive(HttpCall call, TwilioClient client) {
    return switch (SignedForm.read(call, client)) {
      case SignedForm.Reading.Refused(int status, var code, var message) ->
          new Outcome.Refused(status, code, message);
      case SignedForm.Reading.Genuine(var form) -> receipt(form);
    };
  }

  private static Outcome receipt(SignedForm form) {
    var sid = form.messageSid();
    var status =
        form.field("MessageStatus") == null ? form.field("SmsStatus") : form.field("MessageStatus");
    if (sid == null || status == null) {
      return new Outcome.Refused(
          400, "not-a-status", "MessageSid and MessageStatus must both be there");
    }
    var delivery = delivery(status);
    return delivery == null
        ? new Outcome.Refused(400, "unknown-status", "This message status is not known")
        : receipt(sid, delivery, form.field("ErrorCode"));
  }

  @Override
  public Outcome.@Nullable Receipt ask(String reference, TwilioClient client)
      throws ConnectorException, InterruptedException {
    try {
      var message = TwilioErrors.reading(() -> Message.fetcher(reference).fetch(client.rest()));
      var delivery = message.getStatus() == null ? null : delivery(message.getStatus().toString());
      var code = message.getErrorCode();
      return delivery == null
          ? null
          : receipt(reference, delivery, code == null ? null : String.valueOf(code));
    } catch (ConnectorException.Permanent e) {
      if (e.code().equals("not-found")) {
        return null;
      }
      throw e;
    }
  }

  private static Outcome.Receipt receipt(
      String sid, Delivery delivery, @Nullable String errorCode) {
    var trouble = delivery == Delivery.UNDELIVERED ? TwilioErrors.trouble(errorCode) : null;
    return new Outcome.Receipt(sid, delivery, errorCode, trouble);
  }

  private static @Nullable Delivery delivery(String status) {
    return switch (status) {
      case "accepted", "scheduled", "queued", "sending" -> Delivery.QUEUED;
      case "sent" -> Delivery.SENT;
      case "delivered" -> Delivery.DELIVERED;
      case "read" -> Delivery.READ;
      case "undelivered", "failed", "canceled", "partially_delivered" -> Delivery.UNDELIVERED;
      default -> null;
    };
  }
}
