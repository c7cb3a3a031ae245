package org.carelay.server.forms;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.carelay.connector.PageTrigger.Page;

/** What is around every page: its language, title and look. All files are our own. */
final class PageFrame {
  private static final MediaType HTML = MediaType.of("text/html; charset=utf-8");

  private PageFrame() {}

  /**
   * @param base where style and script are, as seen from the page: empty, or {@code ../}
   */
  static MutableHttpResponse<?> page(HttpStatus status, String base, Page page) {
    var html =
        """
        <!doctype html>
        <html lang="%s">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex, nofollow">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="format-detection" content="telephone=yes">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="%sform.css">
        <script src="%sform.js" defer></script>
        </head>
        <body>
        <main id="main">%s</main>
        </body>
        </html>
        """
            .formatted(escaped(page.language()), escaped(page.title()), base, base, page.content());
    return HttpResponse.status(status)
        .contentType(HTML)
        .body(html.getBytes(StandardCharsets.UTF_8));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  static MutableHttpResponse<?> file(String name, String type) {
    try (var stream = Objects.requireNonNull(PageFrame.class.getResourceAsStream(name))) {
      return HttpResponse.ok(stream.readAllBytes())
          .contentType(MediaType.of(type + "; charset=utf-8"))
          .header("Cache-Control", "public, max-age=300");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
