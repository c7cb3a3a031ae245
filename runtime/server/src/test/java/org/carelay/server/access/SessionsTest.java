package org.carelay.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final Sessions.Who ADA = new Sessions.Who("Ada Ünal", null);

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private final byte[] key = new byte[32];

  private Sessions at(Instant now) {
    return new Sessions(key, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void knows_its_own_sessions_until_they_end() {
    var session = at(NOON).start(ADA);

    assertThat(at(NOON).isValid(session)).isTrue();
    assertThat(at(NOON.plus(Sessions.LIFETIME).minusSeconds(1)).isValid(session)).isTrue();
    assertThat(at(NOON.plus(Sessions.LIFETIME)).isValid(session)).isFalse();
  }

  @Test
  void forgets_a_session_that_was_signed_out() {
    var sessions = at(NOON);
    var session = sessions.start(ADA);
    var other = sessions.start(ADA);

    sessions.end(session);

    assertThat(sessions.isValid(session)).isFalse();
    assertThat(sessions.isValid(other)).isTrue();
  }

  @Test
  void believes_no_made_up_session() {
    var session = at(NOON).start(ADA);
    var later = session.replaceFirst("^\\d+", "" + NOON.plus(Duration.ofDays(9)).getEpochSecond());

    for (var rubbish : new String[] {"", ".", "..", "x", later, session + "x", "x" + session}) {
      assertThat(at(NOON).isValid(rubbish)).as(rubbish).isFalse();
    }
  }

  @Test
  void believes_no_session_signed_with_another_key() {
    var other = new byte[32];
    other[0] = 1;
    var session = new Sessions(other, Clock.fixed(NOON, ZoneOffset.UTC)).start(ADA);

    assertThat(at(NOON).isValid(session)).isFalse();
  }
}
