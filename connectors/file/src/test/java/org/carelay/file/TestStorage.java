package org.carelay.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Storage that speaks as much of the S3 protocol as files need, on 127.0.0.1: signatures are
 * checked (Signature Version 4), listings come in pages, and conditions are kept.
 */
final class TestStorage implements AutoCloseable {
  static final String BUCKET = "elm-clinic";
  private static final String ACCESS_KEY = "AKIATEST";
  private static final String SECRET_KEY = "storage-secret";
  private static final int PAGE = 2;

  final Map<String, Stored> objects = new ConcurrentSkipListMap<>();
  final List<String> calls = new ArrayList<>();
  volatile boolean broken;
  private final Clock clock;
  private final HttpServer server;

  /** An object with its metadata. */
  record Stored(byte[] content, Instant modified, @Nullable String effect) {
    String etag() {
      return "\"" + hex(digest(content)).substring(0, 32) + "\"";
    }
  }

  TestStorage(Clock clock) throws IOException {
    this.clock = clock;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  BucketSettings settings(String prefix) {
    return settings(prefix, SECRET_KEY);
  }

  BucketSettings settings(String prefix, String secretKey) {
    return new BucketSettings(
        BUCKET,
        prefix,
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        null,
        ACCESS_KEY,
        secretKey);
  }

  void put(String key, String content) {
    objects.put(key, new Stored(content.getBytes(UTF_8), clock.instant(), null));
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      var body = call.getRequestBody().readAllBytes();
      synchronized (calls) {
        calls.add(call.getRequestMethod() + " " + call.getRequestURI().getPath());
      }
      if (broken) {
        answer(call, 503, error("SlowDown"));
      } else if (!isSigned(call, body)) {
        answer(call, 403, error("SignatureDoesNotMatch"));
      } else {
        serve(call, body);
      }
    }
  }

  private void serve(HttpExchange call, byte[] body) throws IOException {
    var path = call.getRequestURI().getPath().substring(1);
    if (!path.equals(BUCKET) && !path.startsWith(BUCKET + "/")) {
      answer(call, 404, error("NoSuchBucket"));
      return;
    }
    var key = path.length() <= BUCKET.length() + 1 ? "" : path.substring(BUCKET.length() + 1);
    var there = objects.get(key);
    switch (call.getRequestMethod()) {
      case "GET" -> {
        if (key.isEmpty()) {
          list(call);
        } else if (there == null) {
          answer(call, 404, error("NoSuchKey"));
        } else if (!there.etag().equals(header(call, "If-Match", there.etag()))) {
          answer(call, 412, error("PreconditionFailed"));
        } else {
          describe(call, there);
          answer(call, 200, there.content());
        }
      }
      case "HEAD" -> {
        if (there == null) {
          call.sendResponseHeaders(404, -1);
        } else {
          describe(call, there);
          call.getResponseHeaders().set("Content-Length", "" + there.content().length);
          call.sendResponseHeaders(200, -1);
        }
      }
      case "PUT" -> put(call, key, there, body);
      case "DELETE" -> {
        objects.remove(key);
        call.sendResponseHeaders(204, -1);
      }
      default -> answer(call, 405, error("MethodNotAllowed"));
    }
  }

  private void put(HttpExchange call, String key, @Nullable Stored there, byte[] body)
      throws IOException {
    var source = header(call, "x-amz-copy-source", "");
    if (!source.isEmpty()) {
      var from = URLDecoder.decode(source, UTF_8).replaceFirst("^/?" + BUCKET + "/", "");
      var copied = objects.get(from);
      if (copied == null) {
        answer(call, 404, error("NoSuchKey"));
        return;
      }
      objects.put(key, copied);
      answer(
          call,
          200,
          "<CopyObjectResult><ETag>%s</ETag></CopyObjectResult>"
              .formatted(copied.etag())
              .getBytes(UTF_8));
      return;
    }
    if (there != null && header(call, "If-None-Match", "").equals("*")) {
      answer(call, 412, error("PreconditionFailed"));
      return;
    }
    var effect = header(call, "x-amz-meta-carelay-effect", "");
    var stored = new Stored(body, clock.instant(), effect.isEmpty() ? null : effect);
    objects.put(key, stored);
    describe(call, stored);
    answer(call, 200, new byte[0]);
  }

  private void list(HttpExchange call) throws IOException {
    var query = query(call);
    var prefix = query.getOrDefault("prefix", "");
    var after = query.getOrDefault("continuation-token", "");
    var keys =
        objects.keySet().stream()
            .filter(key -> key.startsWith(prefix) && !key.substring(prefix.length()).contains("/"))
            .filter(key -> key.compareTo(after) > 0)
            .toList();
    var page = keys.stream().limit(PAGE).toList();
    var xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult>");
    for (var key : page) {
      var stored = objects.get(key);
      if (stored != null) {
        xml.append(
            "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size></Contents>"
                .formatted(
                    key,
                    DateTimeFormatter.ISO_INSTANT.format(
                        stored.modified().with(java.time.temporal.ChronoField.NANO_OF_SECOND, 0)),
                    stored.etag().replace("\"", "&quot;"),
                    stored.content().length));
      }
    }
    if (keys.size() > PAGE) {
      xml.append("<IsTruncated>true</IsTruncated><NextContinuationToken>")
          .append(page.getLast())
          .append("</NextContinuationToken>");
    }
    answer(call, 200, xml.append("</ListBucketResult>").toString().getBytes(UTF_8));
  }

  private static void describe(HttpExchange call, Stored stored) {
    call.getResponseHeaders().set("ETag", stored.etag());
    call.getResponseHeaders()
        .set(
            "Last-Modified",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                stored.modified().atOffset(ZoneOffset.UTC)));
    if (stored.effect() != null) {
      call.getResponseHeaders().set("x-amz-meta-carelay-effect", stored.effect());
    }
  }

  /** As Amazon describes it: canonical request, string to sign, derived key. */
  private static boolean isSigned(HttpExchange call, byte[] body) {
    var authorization = header(call, "Authorization", "");
    if (!authorization.startsWith("AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY + "/")) {
      return false;
    }
    var parts =
        Arrays.stream(authorization.substring("AWS4-HMAC-SHA256 ".length()).split(", ?"))
            .map(part -> part.split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    var scope = parts.getOrDefault("Credential", "").substring(ACCESS_KEY.length() + 1);
    var signed = parts.getOrDefault("SignedHeaders", "");
    var payload = header(call, "x-amz-content-sha256", "");
    if (!payload.equals("UNSIGNED-PAYLOAD") && !payload.equals(hex(digest(body)))) {
      return false;
    }
    var canonical =
        String.join(
            "\n",
            call.getRequestMethod(),
            call.getRequestURI().getRawPath(),
            sortedQuery(call),
            Arrays.stream(signed.split(";"))
                .map(name -> name + ":" + header(call, name, "").strip() + "\n")
                .collect(Collectors.joining()),
            signed,
            payload);
    var toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            header(call, "x-amz-date", ""),
            scope,
            hex(digest(canonical.getBytes(UTF_8))));
    var key = ("AWS4" + SECRET_KEY).getBytes(UTF_8);
    for (var part : scope.split("/")) {
      key = mac(key, part);
    }
    return hex(mac(key, toSign)).equals(parts.get("Signature"));
  }

  private static String sortedQuery(HttpExchange call) {
    var raw = call.getRequestURI().getRawQuery();
    return raw == null
        ? ""
        : Arrays.stream(raw.split("&"))
            .map(pair -> pair.contains("=") ? pair : pair + "=")
            .sorted()
            .collect(Collectors.joining("&"));
  }

  private static Map<String, String> query(HttpExchange call) {
    var query = new TreeMap<String, String>();
    for (var pair : sortedQuery(call).split("&")) {
      var parts = pair.split("=", 2);
      query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
    }
    return query;
  }

  private static String header(HttpExchange call, String name, String otherwise) {
    var value = call.getRequestHeaders().getFirst(name);
    return value == null ? otherwise : value;
  }

  private static byte[] error(String code) {
    return "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code).getBytes(UTF_8);
  }

  private static void answer(HttpExchange call, int status, byte[] body) throws IOException {
    call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    call.getResponseBody().write(body);
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
