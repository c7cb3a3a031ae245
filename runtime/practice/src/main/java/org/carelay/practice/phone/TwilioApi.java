package org.carelay.practice.phone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.carelay.practice.phone.TextMessage.Direction;
import org.carelay.practice.phone.TextMessage.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The part of Twilio's REST API that sends, lists and fetches messages. */
final class TwilioApi implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(TwilioApi.class);
  private static final Pattern PATH =
      Pattern.compile("/2010-04-01/Accounts/([^/]+?)(/Messages(?:/([^/]+))?)?\\.json");
  private static final int MAX_FORM_BYTES = 256 * 1024;

  private final Account account;
  private final MessageLog log;
  private final MessageJson json;
  private final String clinicNumber;
  private final Clock clock;
  private final Consumer<TextMessage> changed;
  private final Deliveries deliveries;
  private final AtomicInteger attempts = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Fault.Plan plan = (_, _) -> Fault.NONE;

  TwilioApi(
      Account account,
      MessageLog log,
      PhoneSettings settings,
      Consumer<TextMessage> changed,
      Deliveries deliveries) {
    this.account = account;
    this.log = log;
    this.json = new MessageJson(account.sid());
    this.clinicNumber = settings.clinicNumber();
    this.clock = settings.clock();
    this.changed = changed;
    this.deliveries = deliveries;
  }

  void faults(Fault.Plan newPlan) {
    plan = newPlan;
  }

  int attempts() {
    return attempts.get();
  }

  /** Ends whatever stalls on purpose. */
  void close() {
    closed.countDown();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        route(exchange);
      } catch (ApiError e) {
        answer(exchange, e.status(), json.error(e));
      } catch (IllegalArgumentException e) {
        answer(exchange, 400, json.error(new ApiError(400, 20001, "The form cannot be read")));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.error("The practice phone failed", e);
        answer(exchange, 500, json.error(new ApiError(500, 20500, "Internal Server Error")));
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException, ApiError, InterruptedException {
    var body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES + 1);
    var path = PATH.matcher(exchange.getRequestURI().getRawPath());
    if (!path.matches()) {
      throw ApiError.of(404);
    }
    if (!account.admits(exchange.getRequestHeaders().getFirst("Authorization"))
        || !path.group(1).equals(account.sid())) {
      throw ApiError.of(401);
    }
    var sid = path.group(3);
    var method = exchange.getRequestMethod();
    if (method.equals("POST") && path.group(2) != null && sid == null) {
      if (body.length > MAX_FORM_BYTES) {
        throw ApiError.of(413);
      }
      send(exchange, FormFields.parse(new String(body, StandardCharsets.UTF_8)));
    } else if (!method.equals("GET")) {
      throw ApiError.of(405);
    } else if (path.group(2) == null) {
      answer(exchange, 200, json.account());
    } else if (sid == null) {
      answer(exchange, 200, list(exchange.getRequestURI().getRawQuery()));
    } else {
      answer(exchange, 200, json.message(fetch(sid)));
    }
  }

  private void send(HttpExchange exchange, FormFields form)
      throws IOException, ApiError, InterruptedException {
    attempts.incrementAndGet();
    var to = form.first("To");
    var body = form.first("Body");
    var fault = plan.next(to == null ? "" : to, body == null ? "" : body);
    switch (fault) {
      // Leaving without an answer makes the server close the connection.
      case Fault.Break _ -> {}
      case Fault.Answer(int status) -> throw ApiError.of(status);
      case Fault.None _,
          Fault.AcceptThenBreak _,
          Fault.AcceptThenAnswer _,
          Fault.AcceptThenStall _ -> {
        var message = accept(form);
        try {
          answer(exchange, message, fault);
        } finally {
          // As at Twilio, the first news follows the answer.
          deliveries.start(message);
        }
      }
    }
  }

  private void answer(HttpExchange exchange, TextMessage message, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.None _ -> answer(exchange, 201, json.message(message));
      case Fault.AcceptThenAnswer(int status, String text) -> answer(exchange, status, text);
      case Fault.AcceptThenStall(var delay) -> {
        if (!closed.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
          answer(exchange, 201, json.message(message));
        }
      }
      case Fault.AcceptThenBreak _, Fault.Break _, Fault.Answer _ -> {}
    }
  }

  private TextMessage accept(FormFields form) throws ApiError {
    var request = MessageRequest.of(form, clinicNumber);
    if (log.isOptedOut(request.from(), request.to())) {
      throw new ApiError(400, 21610, "Attempt to send to unsubscribed recipient");
    }
    var message =
        new TextMessage(
            "SM" + Account.hex(),
            Direction.OUTBOUND,
            request.from(),
            request.to(),
            request.body(),
            request.media(),
            Status.QUEUED,
            null,
            clock.instant(),
            null,
            request.statusCallback());
    log.append(message);
    changed.accept(message);
    return message;
  }

  private TextMessage fetch(String sid) throws ApiError {
    var message = log.find(sid);
    if (message == null) {
      throw ApiError.of(404);
    }
    return message;
  }

  private String list(@Nullable String query) throws ApiError {
    var filter = MessageFilter.of(FormFields.parse(query));
    var newestFirst = log.all().reversed();
    List<TextMessage> found = newestFirst.stream().filter(filter::admits).toList();
    return json.page(found, filter.page(), filter.size(), filter.query());
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
