package org.carelay.practice.phone;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One text, as the practice telephone company keeps it.
 *
 * @param sid {@code SM} and 32 hexadecimal digits
 * @param media addresses of pictures, for an outbound message that has some
 * @param errorCode Twilio's code, where it was not delivered
 * @param sentAt null while it waits to be sent
 * @param statusCallback where to post the statuses after the first
 */
public record TextMessage(
    String sid,
    Direction direction,
    String from,
    String to,
    String body,
    List<String> media,
    Status status,
    @Nullable Integer errorCode,
    Instant at,
    @Nullable Instant sentAt,
    @Nullable URI statusCallback) {

  public TextMessage {
    media = List.copyOf(media);
  }

  /** Outbound goes from the clinic to a patient's phone. */
  public enum Direction {
    OUTBOUND,
    INBOUND;

    /** As the practice page shows it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far a message got, in Twilio's words. */
  public enum Status {
    QUEUED,
    SENT,
    DELIVERED,
    UNDELIVERED,
    RECEIVED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    boolean isFinal() {
      return switch (this) {
        case QUEUED, SENT -> false;
        case DELIVERED, UNDELIVERED, RECEIVED -> true;
      };
    }
  }

  /** The patient's side of the conversation. */
  public String patient() {
    return direction == Direction.OUTBOUND ? to : from;
  }

  /** A text from a patient, who has just sent it. */
  static TextMessage received(String patient, String clinic, String body, Instant at) {
    return new TextMessage(
        "SM" + Account.hex(),
        Direction.INBOUND,
        patient,
        clinic,
        body,
        List.of(),
        Status.RECEIVED,
        null,
        at,
        at,
        null);
  }

  /** What Twilio posts to the clinic when a text comes in. */
  Map<String, String> inboundForm(String accountSid) {
    var form = new LinkedHashMap<String, String>();
    form.put("ToCountry", "US");
    form.put("SmsMessageSid", sid);
    form.put("NumMedia", "0");
    form.put("SmsSid", sid);
    form.put("SmsStatus", "received");
    form.put("Body", body);
    form.put("To", to);
    form.put("NumSegments", "1");
    form.put("MessageSid", sid);
    form.put("AccountSid", accountSid);
    form.put("From", from);
    form.put("ApiVersion", MessageJson.API_VERSION);
    return form;
  }

  /** What Twilio posts to the status callback. */
  Map<String, String> statusForm(String accountSid) {
    var form = new LinkedHashMap<String, String>();
    form.put("SmsSid", sid);
    form.put("SmsStatus", status.word());
    form.put("MessageStatus", status.word());
    form.put("To", to);
    form.put("MessageSid", sid);
    form.put("AccountSid", accountSid);
    form.put("From", from);
    form.put("ApiVersion", MessageJson.API_VERSION);
    if (errorCode != null) {
      form.put("ErrorCode", String.valueOf(errorCode));
    }
    return form;
  }

  TextMessage with(Status newStatus, @Nullable Integer newErrorCode, Instant when) {
    return new TextMessage(
        sid,
        direction,
        from,
        to,
        body,
        media,
        newStatus,
        newErrorCode,
        at,
        sentAt == null ? when : sentAt,
        statusCallback);
  }
}
