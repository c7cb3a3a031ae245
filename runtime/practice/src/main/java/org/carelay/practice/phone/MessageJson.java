package org.carelay.practice.phone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.carelay.practice.phone.TextMessage.Direction;
import org.jspecify.annotations.Nullable;

/** What Twilio's API answers with. */
final class MessageJson {
  static final String API_VERSION = "2010-04-01";
  private static final DateTimeFormatter RFC_2822 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final ObjectMapper json = new ObjectMapper();
  private final String accountSid;

  MessageJson(String accountSid) {
    this.accountSid = accountSid;
  }

  String account() {
    var node = json.createObjectNode();
    node.put("sid", accountSid).put("friendly_name", "Practice clinic");
    node.put("status", "active").put("type", "Full");
    node.put("uri", "/" + API_VERSION + "/Accounts/" + accountSid + ".json");
    return node.toString();
  }

  String error(ApiError error) {
    var node = json.createObjectNode();
    node.put("code", error.code()).put("message", error.getMessage());
    node.put("more_info", "https://www.twilio.com/docs/errors/" + error.code());
    return node.put("status", error.status()).toString();
  }

  String message(TextMessage message) {
    return node(message).toString();
  }

  /**
   * One page of a list.
   *
   * @param query the filters, encoded, repeated in the links to the other pages; may be empty
   */
  String page(List<TextMessage> found, int page, int size, String query) {
    var start = (int) Math.min((long) page * size, found.size());
    var end = (int) Math.min((long) start + size, found.size());
    var node = json.createObjectNode();
    var shown = node.putArray("messages");
    found.subList(start, end).forEach(each -> shown.add(node(each)));
    node.put("page", page).put("page_size", size).put("start", start);
    node.put("end", Math.max(start, end - 1)).put("uri", link(page, size, query));
    node.put("first_page_uri", link(0, size, query));
    node.put("next_page_uri", end < found.size() ? link(page + 1, size, query) : null);
    node.put("previous_page_uri", page > 0 ? link(page - 1, size, query) : null);
    return node.toString();
  }

  private String link(int page, int size, String query) {
    return "/%s/Accounts/%s/Messages.json?%sPageSize=%d&Page=%d"
        .formatted(API_VERSION, accountSid, query.isEmpty() ? "" : query + "&", size, page);
  }

  private ObjectNode node(TextMessage message) {
    var uri =
        "/" + API_VERSION + "/Accounts/" + accountSid + "/Messages/" + message.sid() + ".json";
    var node = json.createObjectNode();
    node.put("account_sid", accountSid).put("api_version", API_VERSION);
    node.put("body", message.body()).put("date_created", date(message.at()));
    node.put("date_sent", date(message.sentAt()));
    node.put("date_updated", date(message.sentAt() == null ? message.at() : message.sentAt()));
    node.put("direction", message.direction() == Direction.OUTBOUND ? "outbound-api" : "inbound");
    node.put("error_code", message.errorCode());
    node.put("error_message", message.errorCode() == null ? null : "Message not delivered");
    node.put("from", message.from()).putNull("messaging_service_sid");
    node.put("num_media", String.valueOf(message.media().size()));
    node.put("num_segments", String.valueOf(segments(message.body())));
    node.putNull("price").put("price_unit", "USD").put("sid", message.sid());
    node.put("status", message.status().word());
    node.putObject("subresource_uris").put("media", uri.replace(".json", "/Media.json"));
    return node.put("to", message.to()).put("uri", uri);
  }

  /** Near enough: any character outside ASCII makes all parts short. */
  private static int segments(String body) {
    var plain = body.chars().allMatch(character -> character < 128);
    var alone = plain ? 160 : 70;
    var together = plain ? 153 : 67;
    return body.length() <= alone ? 1 : (body.length() + together - 1) / together;
  }

  private static @Nullable String date(@Nullable Instant instant) {
    return instant == null ? null : RFC_2822.format(instant);
  }
}
