package org.carelay.twilio;

import org.carelay.connector.Callback;
import org.carelay.connector.HttpCall;
import org.jspecify.annotations.Nullable;

/** What Twilio posts when a text gets further, or does not. */
final class StatusCallback implements Callback<TwilioClient> {
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
        : new Outcome.Receipt(sid, delivery, form.field("ErrorCode"));
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
