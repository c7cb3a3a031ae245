package org.carelay.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.carelay.connector.About;
import org.carelay.connector.Action;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Describe;
import org.carelay.connector.Effect;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Sensitivity;
import org.carelay.http.Outgoing.Limits;
import org.carelay.http.Outgoing.Repeat;
import org.jspecify.annotations.Nullable;

/** Reads from an API, page after page where it answers in pages. */
final class HttpGet implements Action<HttpApi, HttpGet.Input, Answer> {
  private static final Pattern NEXT =
      Pattern.compile("<([^>]*)>((?:\\s*;[^,;]*)*;\\s*rel=\"?next\"?)", Pattern.CASE_INSENSITIVE);

  /** What a step says. */
  record Input(
      @Describe(
              title = "Address",
              help = "Below the connection's address, or a whole one at a host it allows.",
              example = "patients/{{ $encodeUrlComponent(row.MRN) }}",
              sensitivity = Sensitivity.PERSONAL)
          String url,
      @Describe(
              title = "Query",
              help = "Parameters of the address; encoded as they must be.",
              sensitivity = Sensitivity.PERSONAL)
          @Nullable Map<String, Object> query,
      @Describe(title = "Headers", help = "Besides the connection's own.")
          @Nullable Map<String, String> headers,
      @Describe(title = "Pages", help = "For APIs that answer a part at a time.")
          @Nullable Pages pages,
      @Describe(
              title = "Answers",
              help = "Statuses besides 2xx that are answers and no failures.",
              example = "404")
          @Nullable List<Integer> answers,
      @Describe(title = "Longest wait", help = "For each page.", defaultValue = "PT30S")
          @Nullable Duration timeout,
      @Describe(
              title = "Largest answer",
              help = "In bytes, all pages together.",
              defaultValue = "5242880")
          @Nullable Integer maxBytes) {}

  @Override
  public About about() {
    return new About(
        "http.get",
        "Get from an API",
        "Reads from an address of the connection's API. A failed read is repeated.");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<Answer> output() {
    return Answer.class;
  }

  @Override
  public Effect effect() {
    return Effect.READ;
  }

  @Override
  public Answer perform(HttpApi client, Input input, ActionContext context)
      throws ConnectorException, InterruptedException {
    var address = client.addresses().of(input.url(), input.query());
    var headers = Outgoing.checked(input.headers());
    var limits = Limits.of(input.timeout(), input.maxBytes(), input.answers());
    var request = new Outgoing("GET", address, headers, null, limits, Repeat.FREELY);
    var pages = input.pages();
    var read = 0;
    var left = limits.maxBytes();
    var items = new ArrayList<Object>();
    var seen = new HashSet<URI>();
    while (true) {
      var answer = client.exchange(request.atMost(left), context);
      var bytes = answer.body() == null ? new byte[0] : answer.body();
      var body = Decoded.body(bytes, answer.headers().firstValue("content-type").orElse(""));
      read++;
      if (pages == null) {
        return new Answer(answer.status(), Decoded.headers(answer.headers()), body, null, read);
      }
      collect(body, pages, items);
      var next = next(client, request.address(), answer, body, pages);
      if (next.isEmpty()) {
        return new Answer(answer.status(), Decoded.headers(answer.headers()), body, items, read);
      }
      left -= bytes.length;
      if (read >= pages.limit() || left <= 0 || !seen.add(next.get())) {
        throw new Permanent(
            "too-many-pages",
            "The API has more pages than the %d read, or sends us in a circle. Ask for less, or raise"
                    .formatted(read)
                + " 'most' or 'maxBytes'.",
            null);
      }
      request = request.to(next.get());
    }
  }

  private static void collect(@Nullable Object body, Pages pages, List<Object> items)
      throws Permanent {
    var found = pages.items() == null ? body : Decoded.at(body, pages.items());
    if (found instanceof List<?> list) {
      items.addAll(list);
    } else if (found != null || pages.items() == null) {
      throw new Permanent(
          "no-items", "There is no list of items where 'pages.items' says it is.", null);
    }
  }

  private static Optional<URI> next(
      HttpApi client, URI from, HttpApi.Raw answer, @Nullable Object body, Pages pages)
      throws Permanent {
    if (pages.next() == null) {
      for (var link : answer.headers().allValues("link")) {
        var next = NEXT.matcher(link);
        if (next.find()) {
          return Optional.of(client.addresses().onward(from, next.group(1)));
        }
      }
      return Optional.empty();
    }
    var next = Decoded.at(body, pages.next());
    var text = next instanceof String || next instanceof Number ? next.toString() : "";
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        pages.parameter() == null
            ? client.addresses().onward(from, text)
            : client.addresses().with(from, pages.parameter(), text));
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    return Checks.common(written);
  }
}
