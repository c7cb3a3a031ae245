package org.carelay.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Callback.Delivery;
import org.carelay.connector.Callback.Outcome.Receipt;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.AuthenticationFailed;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.Poller.News;
import org.carelay.connector.TriggerEvent;
import org.carelay.connector.testkit.InMemoryMemory;
import org.carelay.connector.testkit.PollingDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers and bounces, read from a real IMAP server. */
class InboxTest {
  private final Letters letters = new Letters();
  private final PollingDriver<EmailClient> driver = driver(letters.client());

  private static PollingDriver<EmailClient> driver(EmailClient client) {
    return new PollingDriver<>(
        InboxPoller.INSTANCE, client, Clock.systemUTC(), new InMemoryMemory());
  }

  @AfterEach
  void close() {
    letters.close();
  }

  private News hears(String... mails) throws Exception {
    driver.poll();
    for (var mail : mails) {
      letters.arrives(mail);
    }
    return driver.poll().news();
  }

  private static Map<?, ?> message(TriggerEvent event) {
    return event.data().get("message") instanceof Map<?, ?> message ? message : Map.of();
  }

  private Map<?, ?> only(String... mails) throws Exception {
    var news = hears(mails);
    assertThat(news.messages()).hasSize(1);
    return message(news.messages().getFirst());
  }

  @Test
  void an_answer_names_the_mail_it_answers_and_leaves_the_quoted_out() throws Exception {
    var message =
        only(
            Letters.answer(
                "In-Reply-To: " + Letters.OUR_ID,
                "1, thanks\n\nOn Mon, Mar 2, 2026 at 9:00 AM Elm Clinic\n<clinic@example.org> wrote:\n"
                    + "> Reply 1 to confirm\n"));
    assertThat(message.get("answers"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .contains(Letters.OUR_ID);
    assertThat(message.get("from")).isEqualTo("avery@example.org");
    assertThat(message.get("body")).isEqualTo("1, thanks");
    assertThat(message.get("keyword")).isEqualTo("1");
    assertThat(message.get("more")).isEqualTo(true);
    assertThat(String.valueOf(message.get("text"))).contains("> Reply 1 to confirm");
    assertThat(letters.unseen()).as("the front desk still sees it as new").isEqualTo(1);
  }

  @Test
  void references_and_the_address_tell_too_which_mail_is_meant() throws Exception {
    var news =
        hears(
            Letters.answer("References: <a@b> " + Letters.OUR_ID + " <c@d>", "Yes"),
            Letters.answer("Delivered-To: " + Letters.VERP, "Yes"),
            Letters.answer("In-Reply-To: <0@example.org>", "Yes"));
    assertThat(news.messages().stream().map(InboxTest::message).map(m -> m.get("answers")))
        .extracting(each -> ((List<?>) each).contains(Letters.OUR_ID))
        .containsExactly(true, true, false);
  }

  @Test
  void stop_is_the_word_alone_or_the_subject_of_a_mail_that_unsubscribes() throws Exception {
    var stop = Letters.answer("X: y", "Stop.\n\n-- \nAvery");
    var unsubscribe = Letters.answer("X: y", "").replace("Re: Your visit", "unsubscribe");
    var question = Letters.answer("X: y", "Stop by at nine?");
    var start = Letters.answer("X: y", "START");
    var robot = Letters.answer("Auto-Submitted: auto-generated", "STOP");
    var news = hears(stop, unsubscribe, question, start, robot);
    assertThat(
            news.messages().stream()
                .map(InboxTest::message)
                .map(m -> String.valueOf(m.get("optOut"))))
        .containsExactly("STOP", "STOP", "null", "null");
  }

  @Test
  void robots_are_told_by_any_of_their_signs() throws Exception {
    var news =
        hears(
            Letters.answer("Auto-Submitted: auto-replied", "Away"),
            Letters.answer("Precedence: bulk", "Away"),
            Letters.answer("X-Autoreply: yes", "Away"),
            Letters.answer("List-Id: <news.example.net>", "News"),
            Letters.answer("Return-Path: <>", "Away"),
            Letters.answer("X: y", "Away").replace("Re: Your", "Automatic reply: Your"),
            Letters.answer("X: y", "Me").replace("avery@example.org", "clinic@example.org"),
            Letters.answer("Auto-Submitted: no", "A person"));
    assertThat(news.messages()).hasSize(1);
    assertThat(message(news.messages().getFirst()).get("body")).isEqualTo("A person");
  }

  private static String report(String headers, String action, String status, String about) {
    return """
    From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
    To: %s
    Subject: Undelivered Mail Returned to Sender
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="B"
    %s

    --B
    Content-Type: text/plain

    This is the mail system. I'm sorry.

    --B
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example.net
    X-Postfix-Queue-ID: 4D1

    Final-Recipient: rfc822; avery@example.org
    Action: %s
    %s
    Diagnostic-Code: smtp; 550 5.1.1 <avery@example.org>: no such user

    --B
    Content-Type: text/rfc822-headers

    Message-ID: %s
    Subject: Your visit

    --B--
    """
        .formatted(
            headers.isEmpty() ? "clinic@example.org" : headers, "X: y", action, status, about);
  }

  @Test
  void a_bounce_is_a_receipt_with_its_meaning() throws Exception {
    var news =
        hears(
            report("", "failed", "Status: 5.2.2", Letters.OUR_ID),
            report(Letters.VERP, "failed", "X-No: status", "<nobody@knows>"),
            report("", "delayed", "Status: 4.4.1", Letters.OUR_ID),
            report("", "delivered", "Status: 2.0.0", Letters.OUR_ID),
            report("", "failed", "Status: 5.1.1", "<somebody@elses.example>"));
    assertThat(news.messages()).isEmpty();
    var own = news.receipts().stream().filter(r -> r.reference().equals(Letters.OUR_ID)).toList();
    assertThat(own)
        .extracting(Receipt::delivery)
        .containsExactly(Delivery.UNDELIVERED, Delivery.UNDELIVERED, Delivery.DELIVERED);
    assertThat(own).extracting(Receipt::errorCode).startsWith("5.2.2", "5.1.1");
    assertThat(own.stream().map(Receipt::trouble).filter(t -> t != null).map(t -> t.kind()))
        .containsExactly("mailbox-full", "bad-address");
  }

  @Test
  void an_old_servers_bounce_is_known_by_the_address_it_comes_to() throws Exception {
    var words = "Hi. This is the qmail-send program. I'm afraid I wasn't able to deliver.";
    var bounce =
        Letters.answer("Delivered-To: " + Letters.VERP, words)
            .replace("Avery Lee <avery@example.org>", "MAILER-DAEMON@mx.example.net");
    var absence =
        Letters.answer("Delivered-To: " + Letters.VERP + "\nAuto-Submitted: auto-replied", "Away");
    var news = hears(bounce, absence);
    assertThat(news.receipts())
        .filteredOn(r -> r.reference().equals(Letters.OUR_ID))
        .singleElement()
        .matches(r -> r.trouble() != null && r.trouble().kind().equals("not-delivered"));
    assertThat(news.messages()).isEmpty();
  }

  @Test
  void no_mail_is_read_twice_or_lost_where_the_server_numbers_anew() throws Exception {
    letters.arrives(Letters.answer("X: y", "Old"));
    driver.poll();
    letters.arrives(Letters.answer("X: y", "One"));
    var first = driver.poll().news().messages();
    letters.numberAnew();
    letters.arrives(Letters.answer("X: y", "Two"));
    var again = driver.poll().news().messages();
    var keys = new ArrayList<>(first.stream().map(TriggerEvent::key).toList());
    assertThat(keys).hasSize(1);
    assertThat(again.stream().map(TriggerEvent::key)).containsAll(keys);
    assertThat(again.stream().map(m -> String.valueOf(message(m).get("body")))).contains("Two");
    assertThat(driver.poll().news().messages()).isEmpty();
  }

  @Test
  void many_mails_come_in_parts_and_each_once() throws Exception {
    driver.poll();
    for (var count = 0; count < InboxPoller.MOST_AT_ONCE + 7; count++) {
      letters.arrives(Letters.answer("X: y", "Mail " + count));
    }
    assertThat(driver.pollAndCrash().news().messages()).hasSize(InboxPoller.MOST_AT_ONCE);
    var first = driver.poll().news().messages();
    var second = driver.poll().news().messages();
    assertThat(first).hasSize(InboxPoller.MOST_AT_ONCE);
    assertThat(second).hasSize(7);
    assertThat(driver.poll().news().messages()).isEmpty();
  }

  @Test
  void of_a_huge_mail_only_the_beginning_is_read() throws Exception {
    var huge = "x".repeat(70) + "\n";
    var mail =
        Letters.answer(
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"B\"",
            "--B\nContent-Type: text/plain\n\nSee the scan\n--B\nContent-Type: image/png; name=scan.png\n\n"
                + huge.repeat(60_000)
                + "--B--");
    var message = only(mail);
    assertThat(message.get("body")).isEqualTo("See the scan");
    assertThat(message.get("files")).isEqualTo(List.of("scan.png"));
  }

  @Test
  void nonsense_is_shown_to_a_person_and_stops_nothing() throws Exception {
    var news =
        hears(
            "\u0000\u0001 no header at all\n\nbody",
            Letters.answer("Content-Type: text/plain; charset=x-nonsense", "Hello"),
            Letters.answer("Content-Type: multipart/mixed", "no boundary"),
            Letters.answer("X: y", "After all that"));
    assertThat(news.messages()).isNotEmpty();
    assertThat(message(news.messages().getLast()).get("body")).isEqualTo("After all that");
  }

  @Test
  void html_alone_is_read_as_text() throws Exception {
    var message =
        only(
            Letters.answer(
                "MIME-Version: 1.0\nContent-Type: text/html",
                "<html><head><style>p{}</style></head><p>Yes &amp; thanks</p><blockquote>Old</blockquote>"));
    assertThat(message.get("body")).isEqualTo("Yes & thanks");
  }

  private static ConnectorException failure(EmailClient client) throws Exception {
    try {
      driver(client).poll();
      throw new AssertionError("It can be read");
    } catch (ConnectorException e) {
      return e;
    }
  }

  @Test
  void what_is_wrong_with_the_mailbox_is_told_by_kind() throws Exception {
    var port = letters.server.getImap().getPort();
    var refused = failure(letters.client("wrong", port, null));
    assertThat(refused).isInstanceOf(AuthenticationFailed.class).hasMessageNotContaining("wrong");
    assertThat(failure(letters.client(Letters.PASSWORD, port, "Nowhere")))
        .isInstanceOf(Permanent.class);
    assertThat(failure(letters.client(Letters.PASSWORD, 1, null))).isInstanceOf(Retryable.class);
  }

  @Test
  void a_connection_without_a_mailbox_is_left_alone() throws Exception {
    var client = Lab.open(Lab.settings("127.0.0.1", 25, EmailSettings.Security.NONE));
    assertThat(driver(client).poll().news()).isEqualTo(News.NONE);
  }
}
