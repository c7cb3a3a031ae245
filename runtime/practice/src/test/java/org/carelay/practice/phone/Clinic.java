package org.carelay.practice.phone;

import com.sun.net.httpserver.HttpServer;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the phone posts to: takes each form, judges its signature with Twilio's own code. */
final class Clinic implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

  record Post(Map<String, String> form, boolean signed) {}

  Clinic(String authToken) throws IOException {
    var validator = new RequestValidator(authToken);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> form = new LinkedHashMap<>();
            FormFields.parse(body).values().forEach((name, all) -> form.put(name, all.getFirst()));
            var signature = exchange.getRequestHeaders().getFirst("X-Twilio-Signature");
            var url = url(exchange.getRequestURI().toString()).toString();
            posts.add(new Post(form, validator.validate(url, form, signature)));
            var answer = answers.poll();
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
          }
        });
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** The next posts are answered with these, the rest with 204. */
  void answers(int... statuses) {
    for (var status : statuses) {
      answers.add(status);
    }
  }

  Post next() throws InterruptedException {
    var post = posts.poll(10, TimeUnit.SECONDS);
    if (post == null) {
      throw new AssertionError("No post came within 10 s");
    }
    return post;
  }

  int waiting() {
    return posts.size();
  }

  static final Duration LIMIT = Duration.ofSeconds(10);

  @Override
  public void close() {
    server.stop(0);
  }
}
