package org.carelay.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExplainerTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Instant FROM = Instant.parse("2026-11-24T15:00:00Z");

  @Test
  void says_what_it_read_and_when_it_runs() {
    var explained = CronExplainer.explain("0 45 16 ? * FRI", NEW_YORK, 3, FROM);
    assertThat(explained.readAs()).isEqualTo("quartz");
    assertThat(explained.text()).isEqualTo("At 16:45, every Friday (America/New_York)");
    assertThat(explained.next())
        .containsExactly(
            "2026-11-27T16:45:00-05:00", "2026-12-04T16:45:00-05:00", "2026-12-11T16:45:00-05:00");
    assertThat(explained.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 9 ? * MON-FRI         | At 09:00, every Monday to Friday
          0 0 9,17 * * ?            | At 09:00 and 17:00, every day
          0 0 8-17 * * ?            | Every hour from 08:00 to 17:00, every day
          0 0 */2 * * ?             | Every 2 hours from 00:00 to 22:00, every day
          0 30 * * * ?              | Every hour, 30 minutes past, every day
          @hourly                   | Every hour, on the hour, every day
          @daily                    | At 00:00, every day
          @weekly                   | At 00:00, every Sunday
          @monthly                  | At 00:00, on day 1 of the month
          @yearly                   | At 00:00, on day 1 of the month, in January
          * * * * *                 | Every minute, every day
          */15 8-17 * * 1-5         | Every 15 minutes from 08:00 to 17:45, every Monday to Friday
          0 * 14 * * ?              | Every minute from 14:00 to 14:59, every day
          5,20,35 6,18 * * *        | At 06:05, 06:20, 06:35, 18:05, 18:20 and 18:35, every day
          0/15 * * * * ?            | Every 15 seconds, every day
          * 0 9 * * ?               | Every second of minute 0 of the hour 9, every day
          30 0 9 * * ?              | At 09:00:30, every day
          0 0 9 L * ?               | At 09:00, on the last day of the month
          0 0 9 L-1 * ?             | At 09:00, on the day before the last of the month
          0 0 9 LW * ?              | At 09:00, on the last weekday of the month
          0 0 9 15W * ?             | At 09:00, on the weekday nearest to day 15
          0 0 9 ? * FRI#3           | At 09:00, on the third Friday of the month
          0 0 9 ? * FRIL            | At 09:00, on the last Friday of the month
          0 0 9 1,15 JAN,JUL ?      | At 09:00, on day 1 and 15 of the month, in January and July
          0 0 9 1-7 * ? 2027        | At 09:00, on day 1 to 7 of the month, in 2027
          0 0 1 * 1                 | At 00:00, on day 1 of the month and every Monday
          0 0 22-2 * * ?            | At 00:00, 01:00, 02:00, 22:00 and 23:00, every day
          """)
  void speaks_plain_english(String cron, String words) {
    assertThat(CronExplainer.explain(cron, NEW_YORK, 0, FROM).text())
        .isEqualTo(words + " (America/New_York)");
  }

  @ParameterizedTest
  @CsvSource({
    "0 9 * * 1-5, unix, 'The weekday ''1-5'' is read as crontab numbers it'",
    "0 0 9 ? * 6, quartz, 'The weekday ''6'' is read as Quartz numbers it'",
    "0 0 9 ? * 6L, quartz, 6 is Friday",
    "0 0 9 ? * L, quartz, every Saturday",
    "0 0 1 * MON, unix, when either of them is right",
    "0 0 */2 * MON, unix, only when both are right",
    "* 0 9 * * ?, quartz, every second",
    "5/15 * * * *, unix, 5-59/15",
    "0 0 9 31 * ?, quartz, Months without a day 31 are skipped",
    "0 0 9 30 2 ?, quartz, This never runs",
    "0 0 9 L-31 * ?, quartz, ''"
  })
  void warns_of_what_is_easily_meant_otherwise(String cron, String readAs, String warning) {
    if (warning.isEmpty()) {
      assertThatThrownBy(() -> CronExplainer.explain(cron, NEW_YORK, 1, FROM))
          .isInstanceOf(CronException.class);
      return;
    }
    var explained = CronExplainer.explain(cron, NEW_YORK, 1, FROM);
    assertThat(explained.readAs()).isEqualTo(readAs);
    assertThat(explained.warnings()).anyMatch(each -> each.contains(warning));
  }

  @ParameterizedTest
  @CsvSource({"0 0 9 ? * 2#1", "0 0 9 ? * MON/2", "0 0 9 ? * MON-FRI", "@weekly"})
  void has_no_needless_warnings(String cron) {
    var warnings = CronExplainer.explain(cron, NEW_YORK, 1, FROM).warnings();
    assertThat(warnings).allMatch(each -> cron.contains("2#1") && each.contains("weekday"));
  }

  @Test
  void names_the_days_on_which_clocks_change() {
    assertThat(CronExplainer.explain("0 30 2 * * ?", NEW_YORK, 1, FROM).warnings())
        .containsExactly(
            "On 2027-03-14 the clocks in America/New_York skip 02:30: it runs at 03:00.");
    assertThat(CronExplainer.explain("0 30 1 * * ?", NEW_YORK, 1, FROM).warnings())
        .containsExactly(
            "On 2027-11-07 the clocks in America/New_York show 01:30 twice: it runs the first time only.");
    assertThat(CronExplainer.explain("0 30 * * * ?", NEW_YORK, 1, FROM).warnings()).isEmpty();
    assertThat(CronExplainer.explain("0 30 2 * * ?", ZoneId.of("UTC"), 1, FROM).warnings())
        .isEmpty();
  }

  @Test
  void gives_no_times_for_what_is_over() {
    var explained = CronExplainer.explain("0 0 9 1 1 ? 2020", NEW_YORK, 5, FROM);
    assertThat(explained.next()).isEmpty();
    assertThat(explained.warnings()).containsExactly("There are no more times after 2026-11-24.");
  }

  @Test
  void gives_at_most_a_thousand_times() {
    assertThat(CronExplainer.explain("* * * * *", NEW_YORK, 1_000_000, FROM).next()).hasSize(1000);
    assertThat(CronExplainer.explain("* * * * *", NEW_YORK, -1, FROM).next()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                   | cron-field-count
          0 9 * *              | cron-field-count
          0 0 9 ? * * * *      | cron-field-count
          0 0 24 * * ?         | cron-value-out-of-range
          60 * * * *           | cron-value-out-of-range
          0 0 9 32 * ?         | cron-value-out-of-range
          0 0 9 ? * 8          | cron-value-out-of-range
          0 0 9 ? * 0          | cron-value-out-of-range
          0 0 * * 8            | cron-value-out-of-range
          0 0 9 ? * 5#6        | cron-value-out-of-range
          0 0 9 ? * FRI#0      | cron-value-out-of-range
          0 0/0 9 * * ?        | cron-value-out-of-range
          0 0 9 1/40 * ?       | cron-value-out-of-range
          0 0 9 1 1 ? 2030-2020 | cron-value-out-of-range
          0 0 9 99999999999 * ? | cron-not-understood
          0 0 9 15 * MON       | cron-two-day-fields
          0 0 9 L,15 * ?       | cron-special-in-list
          0 0 9 ? * MON#2,FRI  | cron-special-in-list
          0 0 9 ? * FRIDAY     | cron-not-understood
          0 0 9 1-5W * ?       | cron-not-understood
          0 0 9 W * ?          | cron-not-understood
          0 0 9,, * * ?        | cron-not-understood
          0 0 -1 * * ?         | cron-not-understood
          0 0 9 *-5 * ?        | cron-not-understood
          a b c d e            | cron-not-understood
          0 9 L * *            | cron-quartz-sign
          0 9 ? * MON          | cron-quartz-sign
          0 9 * * MON#2        | cron-quartz-sign
          0 9 * * 5L           | cron-quartz-sign
          @reboot              | cron-nickname
          @                    | cron-nickname
          """)
  void says_what_is_wrong(String cron, String code) {
    assertThatThrownBy(() -> CronExplainer.explain(cron, NEW_YORK, 1, FROM))
        .isInstanceOfSatisfying(
            CronException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e).hasMessageContaining(" ");
            });
  }

  @Test
  void survives_any_rubbish() {
    var random = new Random(1);
    var signs = "0123456789*/-,?LW#@ABCMONFRI \t\n".toCharArray();
    for (var round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (var i = random.nextInt(30); i >= 0; i--) {
        text.append(signs[random.nextInt(signs.length)]);
      }
      try {
        assertThat(CronExplainer.explain(text.toString(), NEW_YORK, 2, FROM)).isNotNull();
      } catch (CronException e) {
        assertThat(e.code()).startsWith("cron-");
      }
    }
    assertThatThrownBy(() -> CronExplainer.explain("1,".repeat(5000), NEW_YORK, 1, FROM))
        .isInstanceOf(CronException.class);
  }

  @Test
  void checks_what_a_recipe_writes() {
    var trigger = Lab.cron();
    assertThat(trigger.check(Map.of("cron", "0 0 9 ? * MON-FRI"))).isEmpty();
    assertThat(trigger.check(Map.of("cron", "0 0 9 1 1 ? 2020")))
        .as("over, but not wrong")
        .isEmpty();
    assertThat(trigger.check(Map.of("cron", "0 0 9 30 2 ?")))
        .extracting("pointer", "code")
        .containsExactly(tuple("/cron", "cron-never-fires"));
    assertThat(
            trigger.check(Map.of("cron", "0 0 25 * * ?", "usefulFor", "PT0S", "jitter", "-PT5M")))
        .extracting("pointer")
        .isEqualTo(List.of("/cron", "/usefulFor", "/jitter"));
  }
}
