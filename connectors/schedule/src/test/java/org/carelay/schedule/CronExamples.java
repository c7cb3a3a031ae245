package org.carelay.schedule;

import java.util.List;
import java.util.stream.Stream;

/** Expressions of the kinds that the documentation of Quartz and of crontab(5) describe. */
final class CronExamples {
  static final List<String> QUARTZ =
      List.of(
          "0 0 12 * * ?",
          "0 15 10 ? * *",
          "0 15 10 * * ? 2027",
          "0 15 10 * * ? *",
          "0 * 14 * * ?",
          "0 0/5 14 * * ?",
          "0 0/5 14,18 * * ?",
          "0 0-5 14 * * ?",
          "0 10,44 14 ? 3 WED",
          "0 15 10 ? * MON-FRI",
          "0 15 10 15 * ?",
          "0 15 10 L * ?",
          "0 15 10 L-2 * ?",
          "0 15 10 ? * 6L",
          "0 15 10 ? * FRIL",
          "0 15 10 ? * 6L 2026-2028",
          "0 15 10 ? * 6#3",
          "0 15 10 ? * FRI#3",
          "0 0 12 1/5 * ?",
          "0 11 11 11 11 ?",
          "0 0 9 LW * ?",
          "0 0 9 L-3W * ?",
          "0 0 9 15W * ?",
          "0 0 9 1W * ?",
          "0 0 9 30W * ?",
          "0 0 9 31W * ?",
          "0 0 22-2 * * ?",
          "0 50-10 6 * * ?",
          "0 0 9 ? * FRI-MON",
          "0 0 9 ? * SAT,SUN",
          "0 0 9 ? * 7-2",
          "0 0 9 ? * L",
          "0 0 9 ? * 2#5",
          "0 0 9 ? * 1",
          "0 0 9 29 2 ?",
          "0 0 9 29 FEB ? 2028-2040/4",
          "0 0 9 ? NOV-FEB MON",
          "0 0 9 25-5 * ?",
          "0 0 9 5/10 * ?",
          "0 0 9 31 * ?",
          "0 0 */2 * * ?",
          "0 5/15 8-17 ? * MON-FRI",
          "0 0 9 ? * 2-6/2",
          "0 0 9 ? JAN,JUL *",
          "0 45 16 ? * FRI",
          "0 30 2 * * ?",
          "0 30 1 * * ?",
          "0 15 0,1,2,3 * * ?",
          "30 0/20 0-3 ? * SUN",
          "0 0 0 1 1 ? 2027/3",
          "0 0 9 * * MON",
          "0 0 9 * * *",
          "0 0 9 ? * ?");

  static final List<String> UNIX =
      List.of(
          "0 9 * * 1-5",
          "0 0 1 * *",
          "0 0 1 * 1",
          "0 0 */2 * 1",
          "0 0 1-7 * */2",
          "0 22 * * 1-5",
          "23 0-23/2 * * *",
          "5 4 * * sun",
          "0 0 * * 7",
          "0 0 * * 0",
          "0 0 * * 5-7",
          "0 0 * * FRI-SUN",
          "0 0,12 1 */2 *",
          "15 14 1 * *",
          "0 4 8-14 * *",
          "0 0 31 * *",
          "*/15 8-17 * * mon-fri",
          "0 9 * JAN-MAR MON",
          "5/20 3 * * *",
          "0 22-2 * * *",
          "0 0 * * 6-1",
          "0 0 29 2 *",
          "0 0 1-7 * 1",
          "0 0 1,15 * 5",
          "*/7 2 * * *",
          "0 9 * * 0,6",
          "0 0 1 1 *",
          "30 2 * * *",
          "30 1 * * 0");

  /** Run in every hour, so that they are intervals where clocks change. */
  static final List<String> INTERVALS =
      List.of(
          "0 0/15 * * * ?",
          "0 0/30 * * * ?",
          "0 30 * * * ?",
          "0 * * ? * SUN",
          "0 7 0-23 * * ?",
          "*/5 * * * *",
          "0 * * * *",
          "10,50 * * 3,11 *");

  private CronExamples() {}

  static Stream<String> all() {
    return Stream.of(QUARTZ, UNIX, INTERVALS).flatMap(List::stream);
  }
}
