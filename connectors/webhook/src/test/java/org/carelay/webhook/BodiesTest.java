package org.carelay.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static Object read(String body, String type) throws BodyException {
    return String.valueOf(Body.read(body.getBytes(StandardCharsets.UTF_8), type));
  }

  private static final String FORM =
      """
      preamble\r
      --b-1\r
      Content-Disposition: form-data; name="patient"\r
      \r
      Avery \u00e9\r
      --b-1\r
      content-disposition: form-data; name="tag"\r
      \r
      a\r
      --b-1\r
      Content-Disposition: form-data; name="tag"\r
      \r
      \r
      --b-1\r
      Content-Disposition: form-data; name="scan"; filename="scan 1.bin"\r
      Content-Type: application/octet-stream\r
      \r
      \u0001--b\r
      x\r
      --b-1--\r
      """
          .replace("\r\n", "\n")
          .replace("\r", "")
          .replace("\n", "\r\n");

  @Test
  void reads_fields_and_files_of_a_form() throws Exception {
    var form =
        Body.read(FORM.getBytes(StandardCharsets.UTF_8), "multipart/form-data; boundary=b-1");
    assertThat(form)
        .isEqualTo(
            Map.of(
                "patient", "Avery \u00e9",
                "tag", List.of("a", ""),
                "scan",
                    Map.of(
                        "name", "scan 1.bin",
                        "type", "application/octet-stream",
                        "data", "AS0tYg0KeA==")));
  }

  @Test
  void says_of_a_broken_form_that_it_is_broken() {
    var random = new Random(4);
    for (var cut = 1; cut < FORM.length() - 10; cut += 1 + random.nextInt(9)) {
      var part = FORM.substring(0, cut);
      assertThatExceptionOfType(BodyException.class)
          .isThrownBy(() -> read(part, "multipart/form-data; boundary=\"b-1\""))
          .withMessageNotContaining("Avery");
    }
    assertThatExceptionOfType(BodyException.class)
        .isThrownBy(() -> read(FORM, "multipart/form-data"));
  }

  @Test
  void reads_xml_as_values() throws Exception {
    var xml =
        """
        <?xml version="1.0"?>
        <order xmlns="urn:x" id="7"><!-- note --><item code="a">x</item><item>y</item><who>Avery</who><none/></order>""";
    assertThat(Body.read(xml.getBytes(StandardCharsets.UTF_8), "text/xml"))
        .isEqualTo(
            Map.of(
                "order",
                Map.of(
                    "id", "7",
                    "item", List.of(Map.of("code", "a", "text", "x"), "y"),
                    "who", "Avery",
                    "none", "")));
  }

  @Test
  void reads_nothing_from_outside_an_xml_and_bounds_its_depth() throws Exception {
    var file = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>";
    try {
      assertThat(read(file, "application/xml").toString()).doesNotContain("root:");
    } catch (BodyException e) {
      assertThat(e.code()).isEqualTo("malformed-xml");
    }
    var laughs = "<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><a>&b;</a>";
    try {
      assertThat(read(laughs, "application/xml").toString()).doesNotContain("haha");
    } catch (BodyException e) {
      assertThat(e.code()).isEqualTo("malformed-xml");
    }
    var deep = "<a>".repeat(50_000);
    assertThatExceptionOfType(BodyException.class).isThrownBy(() -> read(deep, "text/xml"));
    for (var broken : List.of("", "<a>", "<a></b>", "<a/><b/>", "text", "<a b=1/>")) {
      assertThatExceptionOfType(BodyException.class)
          .isThrownBy(() -> read(broken, "text/xml"))
          .satisfies(e -> assertThat(e.code()).isEqualTo("malformed-xml"));
    }
  }
}
