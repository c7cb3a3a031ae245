package org.carelay.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.OutcomeUnknown;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.TraceableAction.Trace;
import org.carelay.practice.phone.Fault;
import org.carelay.practice.phone.TextMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageLookupTest {
  private static final String LIST =
      """
      {"messages":[{"sid":"SM1","to":"%s","from":"+15555550100","body":"%s","status":"%s",
      "direction":"outbound-api","date_created":%s,"num_segments":"1"}],"page_size":50,"uri":"/x"}
      """;
  private static final String NOW = "\"Sun, 22 Nov 2026 14:02:00 +0000\"";
  private static final Instant SINCE = Instant.parse("2026-11-22T14:01:30Z");

  private final SendSms action = new SendSms();

  @TempDir Path folder;
  private Lab lab;

  @BeforeEach
  void start() throws IOException {
    lab = new Lab(folder);
  }

  @AfterEach
  void stop() {
    lab.close();
  }

  @Test
  void finds_what_was_accepted_although_the_answer_was_lost() throws Exception {
    var since = Instant.now();
    lab.phone.faults((_, _) -> new Fault.AcceptThenBreak());
    loseTheAnswer();

    var found = trace(lab.client, "Your turn", since);

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().output().status()).isEqualTo("Sent");
    assertThat(lab.phone.conversation(Lab.AVERY).messages())
        .extracting(TextMessage::sid)
        .containsExactly(found.getFirst().reference());
  }

  @Test
  void finds_nothing_where_nothing_was_accepted() throws Exception {
    var since = Instant.now();
    lab.phone.faults((_, _) -> new Fault.Break());
    loseTheAnswer();

    assertThat(trace(lab.client, "Your turn", since)).isEmpty();
  }

  @Test
  void leaves_out_other_texts_other_people_and_their_replies() throws Exception {
    var since = Instant.now();
    action.perform(lab.client, Lab.text("Your turn!"), Lab.toAvery());
    lab.phone.reply(Lab.AVERY, "Your turn");
    assertThat(trace(lab.client, "Your turn", since)).isEmpty();
    assertThat(trace(lab.client, "Your turn!", since)).hasSize(1);
  }

  @Test
  void finds_all_that_equal_it_over_many_pages() throws Exception {
    var since = Instant.now();
    for (var copy = 0; copy < 3; copy++) {
      action.perform(lab.client, Lab.text("Your turn"), Lab.toAvery());
    }
    assertThat(trace(lab.client, "Your turn", since)).hasSize(3);
  }

  @Test
  void allows_for_dates_of_whole_seconds_but_not_for_earlier_texts() throws Exception {
    try (var server = listing(Lab.AVERY, "Your turn", "queued", NOW);
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(trace(client, "Your turn", SINCE)).hasSize(1);
      assertThat(trace(client, "Your turn", SINCE.plusSeconds(34))).hasSize(1);
      assertThat(trace(client, "Your turn", SINCE.plusSeconds(36))).isEmpty();
      assertThat(server.requests()).allMatch(line -> line.startsWith("GET "));
      assertThat(server.requests()).noneMatch(line -> line.contains("DateSent"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It's \\\"your\\\" turn - come in",
        "Sent from your Twilio trial account - It\\u2019s \\u201cyour\\u201d turn \\u2013 come in",
        " It\\u2019s \\u201cyour\\u201d turn \\u2013 come in\\n"
      })
  void knows_its_own_words_after_twilio_changed_them(String theirs) throws Exception {
    try (var server = listing(Lab.AVERY, theirs, "sent", NOW);
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(trace(client, "It\u2019s \u201cyour\u201d turn \u2013 come in", SINCE)).hasSize(1);
    }
  }

  @Test
  void says_when_twilio_already_knows_that_it_failed() throws Exception {
    try (var server = listing(Lab.AVERY, "Your turn", "undelivered", NOW);
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(trace(client, "Your turn", SINCE).getFirst().output().status())
          .isEqualTo("Not delivered");
    }
  }

  @Test
  void takes_a_number_written_otherwise_for_the_same() throws Exception {
    try (var server = listing("15555550123", "Your turn", "sent", NOW);
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(trace(client, "Your turn", SINCE)).hasSize(1);
    }
  }

  @Test
  void leaves_to_a_person_what_the_list_does_not_show() throws Exception {
    try (var redacted = listing(Lab.AVERY, "", "sent", NOW);
        var client = lab.open(lab.settings(redacted.url(), "a-token"))) {
      assertThat(doubt(client)).isInstanceOf(Permanent.class);
      assertThat(doubt(client).code()).isEqualTo("trace-not-possible");
    }
    try (var undated = listing(Lab.AVERY, "Your turn", "sent", "null");
        var client = lab.open(lab.settings(undated.url(), "a-token"))) {
      assertThat(doubt(client).code()).isEqualTo("trace-not-possible");
    }
  }

  @Test
  void does_not_walk_a_list_without_end() throws Exception {
    var page =
        "{\"messages\":[],\"page_size\":1,\"uri\":\"/x\",\"next_page_uri\":\"/2010-04-01/next\"}";
    try (var server = new RawServer(RawServer.says(200, page));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(doubt(client).code()).isEqualTo("trace-not-possible");
      assertThat(server.requests()).hasSize(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "<html>", "{\"sid\":\"SM1\"}"})
  void a_stand_in_without_a_list_cannot_be_asked(String answer) throws Exception {
    try (var server = new RawServer(RawServer.says(200, answer));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(doubt(client)).isInstanceOf(Permanent.class);
    }
  }

  @Test
  void an_unknown_path_cannot_be_asked_and_a_broken_server_may_be_asked_again() throws Exception {
    try (var server = new RawServer(RawServer.says(404, "no such path"));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(doubt(client)).isInstanceOf(Permanent.class);
    }
    try (var server = new RawServer(RawServer.says(503, "busy"));
        var client = lab.open(lab.settings(server.url(), "a-token"))) {
      assertThat(doubt(client)).isInstanceOf(Retryable.class);
    }
    lab.phone.refuseConnections();
    assertThat(doubt(lab.client)).isInstanceOf(Retryable.class);
  }

  private void loseTheAnswer() {
    assertThatThrownBy(() -> action.perform(lab.client, Lab.text("Your turn"), Lab.toAvery()))
        .isInstanceOf(OutcomeUnknown.class);
  }

  private List<Trace<Sent>> trace(TwilioClient client, String body, Instant since)
      throws Exception {
    return action.trace(client, Lab.text(body), since, Lab.toAvery());
  }

  private ConnectorException doubt(TwilioClient client) {
    return catchThrowableOfType(ConnectorException.class, () -> trace(client, "Your turn", SINCE));
  }

  private static RawServer listing(String to, String body, String status, String created)
      throws IOException {
    return new RawServer(RawServer.says(200, LIST.formatted(to, body, status, created)));
  }
}
