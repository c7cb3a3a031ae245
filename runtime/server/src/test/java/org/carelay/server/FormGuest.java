package org.carelay.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Somebody who opens the link in a text and fills in the form, with a browser without scripts. */
final class FormGuest {
  private static final Pattern LINK = Pattern.compile("https?://[^ ]+(/forms/[A-Za-z0-9_-]+)");
  private static final Pattern SHOWN = Pattern.compile("name=\"_shown\" value=\"([^\"]*)\"");

  private final Supplier<RunningServer> server;

  /** Texts that were there before: their links are not meant. */
  private final Set<String> old = new HashSet<>();

  /** The questions on the page that is open, by link. */
  private final Map<String, String> open = new HashMap<>();

  FormGuest(Supplier<RunningServer> server) {
    this.server = server;
  }

  /** Forgets every text so far; time may go back between one case and the next. */
  void begins() {
    texts().forEach(message -> old.add(message.path("id").asText()));
  }

  /**
   * Looks at the form, or sends it.
   *
   * @param phone whose latest link is followed
   * @param answers by field; missing where somebody only looks
   * @return the page that comes back
   */
  String visits(String phone, JsonNode answers) {
    var link = link(phone);
    return answers instanceof MissingNode ? look(link) : send(link, answers);
  }

  private String look(String link) {
    var page = server.get().get(link).text();
    remember(link, page);
    return page;
  }

  private String send(String link, JsonNode answers) {
    if (!open.containsKey(link)) {
      look(link);
    }
    var fields =
        Stream.concat(
                Stream.of(Map.entry("_shown", open.getOrDefault(link, ""))),
                answers.properties().stream()
                    .map(answer -> Map.entry(answer.getKey(), answer.getValue().asText())))
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    var page =
        server
            .get()
            .send(
                server
                    .get()
                    .request(link)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(fields)))
            .text();
    remember(link, page);
    return page;
  }

  private void remember(String link, String page) {
    var shown = SHOWN.matcher(page);
    if (shown.find()) {
      open.put(link, shown.group(1));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String link(String number) {
    return texts()
        .filter(message -> message.path("to").asText().equals(number))
        .filter(message -> !old.contains(message.path("id").asText()))
        .filter(message -> LINK.matcher(message.path("body").asText()).find())
        .max(Comparator.comparing(message -> Instant.parse(message.path("at").asText())))
        .map(
            message -> {
              var found = LINK.matcher(message.path("body").asText());
              return found.find() ? found.group(1) : "";
            })
        .orElseThrow(() -> new AssertionError("No link was texted to " + number));
  }

  private Stream<ObjectNode> texts() {
    var phones = server.get().get("/api/v1/practice/phones").json().path("phones");
    return StreamSupport.stream(phones.spliterator(), false)
        .flatMap(
            phone ->
                StreamSupport.stream(phone.path("messages").spliterator(), false)
                    .map(
                        message ->
                            ((ObjectNode) message.deepCopy())
                                .put("to", phone.path("number").asText())));
  }
}
