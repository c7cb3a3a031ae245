package org.carelay.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
  private static final byte[] PLAIN = "{\"authToken\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
  private final SecretBox box = new SecretBox(new byte[32]);

  @Test
  void opens_what_it_sealed() throws SecretBox.WrongKey {
    assertThat(box.open(box.seal(PLAIN, "1/clinic-sms"), "1/clinic-sms")).isEqualTo(PLAIN);
  }

  @Test
  void never_seals_the_same_way_twice() {
    assertThat(box.seal(PLAIN, "1/a")).isNotEqualTo(box.seal(PLAIN, "1/a"));
  }

  @Test
  void does_not_open_for_another_owner() {
    var sealed = box.seal(PLAIN, "1/clinic-sms");

    assertThatThrownBy(() -> box.open(sealed, "2/clinic-sms"))
        .isInstanceOf(SecretBox.WrongKey.class);
  }

  @Test
  void does_not_open_with_another_key() {
    var key = new byte[32];
    key[31] = 1;
    var sealed = new SecretBox(key).seal(PLAIN, "1/a");

    assertThatThrownBy(() -> box.open(sealed, "1/a"))
        .isInstanceOf(SecretBox.WrongKey.class)
        .hasMessageContaining("key file");
  }

  @Test
  void notices_every_altered_or_missing_byte() {
    var sealed = box.seal(PLAIN, "1/a");
    for (int i = 0; i < sealed.length; i++) {
      var altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> box.open(altered, "1/a")).isInstanceOf(SecretBox.WrongKey.class);
    }
    assertThatThrownBy(() -> box.open(new byte[5], "1/a")).isInstanceOf(SecretBox.WrongKey.class);
  }

  @Test
  void gives_each_use_a_key_of_its_own() {
    assertThat(box.keyFor("session")).isEqualTo(box.keyFor("session")).hasSize(32);
    assertThat(box.keyFor("session")).isNotEqualTo(box.keyFor("links"));
  }
}
