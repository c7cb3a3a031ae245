package org.carelay.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.carelay.server.RunningServer;
import org.carelay.server.SharedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditorFilesTest {
  private final RunningServer server = SharedServer.get();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/runs", "/runs/019a", "/recipes/ready-row-to-text"})
  void gives_every_page_of_the_editor_to_a_browser(String path) {
    var page = server.send(server.request(path).header("Accept", "text/html,*/*;q=0.8"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.text()).contains("editor for tests");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void lets_a_browser_keep_what_never_changes() {
    var script = server.get("/assets/app-1a2b.js");

    assertThat(script.header("Content-Type")).contains("javascript");
    assertThat(script.header("Cache-Control")).contains("immutable");
    var again =
        server.send(
            server.request("/assets/app-1a2b.js").header("If-None-Match", script.header("ETag")));
    assertThat(again.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/missing.js",
        "/favicon.txt",
        "/..%2F..%2Fapplication.properties",
        "/assets/..%2findex.html",
        "/application.properties",
        "/api/v1/nothing"
      })
  void gives_nothing_else(String path) {
    var answer = server.get(path);

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.text()).doesNotContain("micronaut.");
  }
}
