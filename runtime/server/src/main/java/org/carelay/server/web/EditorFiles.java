package org.carelay.server.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the web editor from the class path. Its pages have addresses of their own ({@code
 * /runs/...}), so a browser that asks for any page gets the one that draws them all.
 */
@ServerFilter(
    patterns = ServerFilter.MATCH_ALL_PATTERN,
    methods = {HttpMethod.GET, HttpMethod.HEAD})
final class EditorFiles {
  private static final String FOLDER = "META-INF/resources/editor/";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
  private static final List<String> NOT_PAGES =
      List.of("/api/", "/hooks/", "/health", "/metrics", "/forms/", "/push/");

  private final Map<String, EditorFile> files = new ConcurrentHashMap<>();

  private record EditorFile(byte[] content, String etag) {}

  @RequestFilter
  @Nullable HttpResponse<?> serve(HttpRequest<?> request) {
    // An address that cannot be read comes here as / without any headers; it is a bad request.
    if (request.getHeaders().isEmpty()) {
      return null;
    }
    var path = request.getPath();
    if (NOT_PAGES.stream().anyMatch(path::startsWith)) {
      return null;
    }
    var name = path.substring(1);
    var file = name.isEmpty() ? null : find(name);
    if (file != null) {
      return answer(request, name, file);
    }
    var index = wantsPage(request) ? find("index.html") : null;
    return index == null ? null : answer(request, "index.html", index);
  }

  private static boolean wantsPage(HttpRequest<?> request) {
    var last = request.getPath().substring(request.getPath().lastIndexOf('/') + 1);
    var accept = request.getHeaders().get(HttpHeaders.ACCEPT);
    return !last.contains(".") && (accept == null || accept.contains("html") || last.isEmpty());
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, String name, EditorFile file) {
    // Names below assets/ contain a hash of the content.
    var caching = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
    if (file.etag().equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
      return HttpResponse.notModified()
          .header(HttpHeaders.ETAG, file.etag())
          .header(HttpHeaders.CACHE_CONTROL, caching);
    }
    return HttpResponse.ok(file.content())
        .contentType(MediaType.forFilename(name))
        .header(HttpHeaders.ETAG, file.etag())
        .header(HttpHeaders.CACHE_CONTROL, caching);
  }

  private @Nullable EditorFile find(String name) {
    var known = files.get(name);
    if (known != null) {
      return known;
    }
    for (var part : name.split("/", -1)) {
      if (!NAME.matcher(part).matches()) {
        return null;
      }
    }
    try (var stream = EditorFiles.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (stream == null) {
        return null;
      }
      var content = stream.readAllBytes();
      if (content.length == 0) {
        return null; // a folder
      }
      var file = new EditorFile(content, etag(content));
      files.put(name, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String etag(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest, 0, 12) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 must be available", e);
    }
  }
}
