package org.carelay.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real HTTP server that remembers what it was asked. */
final class TestApi implements AutoCloseable {
  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Handler handler = _ -> Reply.json(200, "{\"ok\":true}");

  record Asked(String method, URI uri, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  /** How a request is answered; a null body hangs up in the middle of the answer. */
  record Reply(int status, Map<String, String> headers, byte[] body, boolean breaksOff) {
    static Reply json(int status, String json) {
      return of(status, "application/json", json);
    }

    static Reply of(int status, String type, String body) {
      return new Reply(
          status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8), false);
    }

    static Reply to(int status, String location) {
      return new Reply(status, Map.of("Location", location), new byte[0], false);
    }

    static Reply broken(int status) {
      return new Reply(status, Map.of(), new byte[] {'{'}, true);
    }

    Reply with(String name, String value) {
      var more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Reply(status, more, body, breaksOff);
    }
  }

  interface Handler {
    Reply answer(Asked asked) throws IOException;
  }

  TestApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::serve);
    server.start();
  }

  private void serve(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            Map.copyOf(exchange.getRequestHeaders()),
            body);
    asked.add(request);
    var reply = handler.answer(request);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    var length = reply.breaksOff() ? 1000 : reply.body().length == 0 ? -1 : reply.body().length;
    exchange.sendResponseHeaders(reply.status(), length);
    exchange.getResponseBody().write(reply.body());
    exchange.getResponseBody().flush();
    exchange.close();
  }

  void answers(Handler how) {
    handler = how;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  Asked last() {
    return asked.getLast();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  String url(String path) {
    return urlOf(address()) + path;
  }

  static String urlOf(InetSocketAddress address) {
    return "http://127.0.0.1:" + address.getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
