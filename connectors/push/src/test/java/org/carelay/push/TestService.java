package org.carelay.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Push services, and Google's token address, that take what comes and remember it. */
final class TestService implements AutoCloseable {
  private static final int BREAK = -1;

  /** Making one takes seconds. */
  private static final String SERVICE_KEY = serviceKey();

  private final HttpServer server;
  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final KeyPair vapid;
  private volatile int status = 201;
  private volatile int tokenStatus = 200;

  /** A note that was taken. */
  record Got(URI uri, Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return String.join(",", headers.getOrDefault(name, List.of()));
    }
  }

  TestService() throws IOException, GeneralSecurityException {
    vapid = TestBrowser.newPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::take);
    server.createContext("/token", this::token);
    server.start();
  }

  private static String serviceKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      var key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder().encodeToString(key)
          + "\n-----END PRIVATE KEY-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var headers = Map.copyOf(exchange.getRequestHeaders());
    var taken = status / 100 == 2 || status == BREAK;
    if (taken) {
      got.add(new Got(exchange.getRequestURI(), headers, body));
    }
    if (status != BREAK) {
      exchange.getResponseHeaders().set("Location", "https://push.example.org/m/" + got.size());
      exchange.getResponseHeaders().set("Retry-After", "9");
      var fcm = exchange.getRequestURI().getPath().startsWith("/v1/");
      var answer = fcm ? "{\"name\":\"projects/p/messages/1\"}".getBytes() : new byte[0];
      exchange.sendResponseHeaders(
          fcm && taken ? 200 : status, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    var answer =
        tokenStatus == 200
            ? "{\"access_token\":\"at-1\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"
            : "{\"error\":\"invalid_grant\"}";
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(tokenStatus, answer.length());
    exchange.getResponseBody().write(answer.getBytes());
    exchange.close();
  }

  void answers(int with) {
    status = with;
  }

  void breaksAfterTaking() {
    status = BREAK;
  }

  void refusesTokens() {
    tokenStatus = 401;
  }

  List<Got> got() {
    return List.copyOf(got);
  }

  ECPublicKey vapidKey() {
    return (ECPublicKey) vapid.getPublic();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  PushSettings settings() {
    return settingsAt(address());
  }

  /** For services at another address. */
  PushSettings settingsAt(InetSocketAddress address) {
    return settings(address, address.getPort());
  }

  PushSettings settings(@Nullable InetSocketAddress root, int tokenPort) {
    var keys =
        new PushSettings.Vapid(
            TestBrowser.text(TestBrowser.raw(vapidKey())),
            TestBrowser.text(TestBrowser.fixed(((ECPrivateKey) vapid.getPrivate()).getS())));
    Map<String, Object> account =
        Map.of(
            "type", "service_account",
            "project_id", "elm-clinic",
            "private_key_id", "k1",
            "private_key", SERVICE_KEY,
            "client_email", "push@elm-clinic.example.org",
            "client_id", "1",
            "token_uri", "http://127.0.0.1:" + tokenPort + "/token");
    return new PushSettings(
        "mailto:it@example.org",
        keys,
        new PushSettings.Firebase(account),
        null,
        root == null ? null : URI.create("http://127.0.0.1:" + root.getPort()),
        null,
        null);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
