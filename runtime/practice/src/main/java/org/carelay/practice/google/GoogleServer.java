package org.carelay.practice.google;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.carelay.practice.google.Faults.Fault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP in front of the router: authentication, quota, faults, gzip, Google's error bodies. */
final class GoogleServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GoogleServer.class);
  private static final int SMALLEST_ZIPPED = 512;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Router router;
  private final TokenEndpoint tokens;
  private final Faults faults;
  private final CallCounts counts = new CallCounts();

  /** Starts serving; {@code http} is bound already. */
  GoogleServer(HttpServer http, Router router, TokenEndpoint tokens, Faults faults) {
    this.http = http;
    this.router = router;
    this.tokens = tokens;
    this.faults = faults;
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  CallCounts counts() {
    return counts;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var request = Request.read(exchange);
      Reply reply;
      try {
        reply = answer(request);
      } catch (ApiError refusal) {
        reply = error(refusal);
      } catch (ConnectionBroken _) {
        return;
      } catch (RuntimeException failure) {
        LOG.error("The practice Google failed", failure);
        reply = error(Faults.refusal(500));
      }
      send(exchange, masked(request, reply));
    }
  }

  private Reply answer(Request request) {
    var operation = router.route(request);
    counts.count(operation.name(), operation.kind());
    var fault = faults.take(operation.kind());
    if (fault instanceof Fault.Answer(var status)) {
      throw Faults.refusal(status);
    }
    if (operation.kind() != CallKind.TOKEN) {
      tokens.check(request.authorization());
    }
    faults.checkAllowed(operation.name(), operation.kind());
    if (fault instanceof Fault.Before(var step)) {
      step.run();
    }
    var reply = operation.handler().apply(request);
    return switch (fault) {
      case Fault.AnswerAfterApplying(var status) -> throw Faults.refusal(status);
      case Fault.BreakAfterApplying() -> throw new ConnectionBroken();
      case Fault.Answer _, Fault.Before _ -> reply;
      case null -> reply;
    };
  }

  private static Reply masked(Request request, Reply reply) {
    var mask = request.query("fields");
    return mask == null || reply.status() != 200
        ? reply
        : new Reply(200, FieldMask.apply(mask, reply.body()));
  }

  private static Reply error(ApiError refusal) {
    var body = Json.object();
    var error = body.putObject("error");
    error.put("code", refusal.code()).put("message", refusal.getMessage());
    error.put("status", refusal.status());
    error
        .putArray("errors")
        .addObject()
        .put("message", refusal.getMessage())
        .put("domain", "global")
        .put("reason", refusal.reason());
    error
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .put("reason", refusal.code() == 429 ? "RATE_LIMIT_EXCEEDED" : refusal.status())
        .put("domain", "googleapis.com");
    return new Reply(refusal.code(), body);
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    var content = Json.bytes(reply.body());
    var accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json; charset=UTF-8");
    if (reply.status() == 401) {
      headers.set(
          "WWW-Authenticate",
          "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
    }
    if (accepted != null && accepted.contains("gzip") && content.length >= SMALLEST_ZIPPED) {
      headers.set("Content-Encoding", "gzip");
      content = zipped(content);
    }
    exchange.sendResponseHeaders(reply.status(), content.length);
    exchange.getResponseBody().write(content);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
  }

  /** Ends an exchange without an answer. */
  private static final class ConnectionBroken extends RuntimeException {
    ConnectionBroken() {
      super(null, null, false, false);
    }
  }
}
