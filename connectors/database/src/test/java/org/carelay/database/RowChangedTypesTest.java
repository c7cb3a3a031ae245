package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.database.RowListening.to;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowChangedTypesTest {
  /** Column type, literal, and what a recipe sees in New York. */
  private record Case(String type, String literal, @Nullable Object seen) {}

  private static final String X_1025 =
      "c6d8e9905300876046729949cc95c2385221270d389176f7234fe7ac00c4e430";

  private static final List<Case> CASES =
      List.of(
          new Case("smallint", "7", 7),
          new Case("integer", "-7", -7),
          new Case("bigint", "9007199254740993", 9007199254740993L),
          new Case("numeric(12,4)", "12.5000", new BigDecimal("12.5000")),
          new Case(
              "numeric",
              "0.1000000000000000000000001",
              new BigDecimal("0.1000000000000000000000001")),
          new Case("real", "1.5", new BigDecimal("1.5")),
          new Case("double precision", "0.1", new BigDecimal("0.1")),
          new Case("double precision", "'NaN'", "NaN"),
          new Case("boolean", "true", true),
          new Case("text", "'O''Neil'", "O'Neil"),
          new Case("varchar(9)", "'Zoë'", "Zoë"),
          new Case("date", "'2026-11-24'", "2026-11-24"),
          new Case("time", "'09:30'", "09:30:00"),
          new Case("timestamp", "'2026-11-24 09:00:00.25'", "2026-11-24T09:00:00.25-05:00"),
          new Case("timestamp(0)", "'2026-07-24 09:00:00'", "2026-07-24T09:00:00-04:00"),
          new Case("timestamptz", "'2026-11-24 09:00:00-05'", "2026-11-24T14:00:00Z"),
          new Case("interval", "'1 day 2 hours'", "P0Y0M1DT2H0M0S"),
          new Case(
              "uuid",
              "'018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001'",
              "018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001"),
          new Case("json", "'{\"a\": 1.10}'", Map.of("a", new BigDecimal("1.10"))),
          new Case("jsonb", "'[1, \"x\", true]'", List.of(1, "x", true)),
          new Case("mood", "'calm'", "calm"),
          new Case("bytea", "'\\x00ff'", "AP8="),
          new Case("integer[]", "'{1,2,NULL}'", Arrays.asList(1, 2, null)),
          new Case("text[]", "'{\"a,b\",c}'", List.of("a,b", "c")),
          new Case("inet", "'10.0.0.1'", "10.0.0.1"),
          new Case("bit(3)", "B'101'", "101"),
          new Case("numeric", "'NaN'", "NaN"),
          new Case("timestamptz", "'infinity'", "infinity"),
          new Case("timestamp", "'-infinity'", "-infinity"),
          new Case("date", "'0044-03-15 BC'", "-0043-03-15"),
          new Case("time", "'24:00'", "24:00:00"),
          new Case("money", "'12.50'", new BigDecimal("12.50")),
          new Case(
              "uuid[]",
              "'{018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001}'",
              List.of("018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001")),
          new Case("numeric[]", "'{1.50}'", List.of(new BigDecimal("1.50"))),
          new Case("timestamptz[]", "'{2026-11-24 09:00:00-05}'", List.of("2026-11-24T14:00:00Z")),
          new Case("mood[]", "'{calm}'", List.of("calm")),
          new Case("bytea", "repeat('x', 1025)::bytea", Map.of("bytes", 1025, "sha256", X_1025)),
          new Case("int4range", "'[1,5)'", "[1,5)"),
          new Case("xml", "'<a/>'", "<a/>"),
          new Case("timetz", "'09:30-05'", "14:30:00Z"),
          new Case("text", "null", null));

  private static final List<Case> MARIADB =
      List.of(
          new Case("tinyint", "-7", -7),
          new Case("boolean", "true", true),
          new Case("smallint unsigned", "65535", 65535),
          new Case("mediumint", "-8388608", -8388608),
          new Case("int unsigned", "4294967295", 4294967295L),
          new Case("bigint", "9007199254740993", 9007199254740993L),
          new Case(
              "bigint unsigned", "18446744073709551615", new BigDecimal("18446744073709551615")),
          new Case("decimal(12,4)", "12.5", new BigDecimal("12.5000")),
          new Case(
              "decimal(38,25)",
              "0.1000000000000000000000001",
              new BigDecimal("0.1000000000000000000000001")),
          new Case("float", "1.5", new BigDecimal("1.5")),
          new Case("double", "0.1", new BigDecimal("0.1")),
          new Case("varchar(9)", "'Zoë'", "Zoë"),
          new Case("varchar(9) character set latin1", "'Zoë'", "Zoë"),
          new Case("text", "'O''Neil'", "O'Neil"),
          new Case("date", "'2026-11-24'", "2026-11-24"),
          new Case("time(3)", "'09:30:00.250'", "09:30:00.25"),
          new Case("time", "'-100:00:00'", "-100:00:00"),
          new Case("datetime(6)", "'2026-11-24 09:00:00.25'", "2026-11-24T09:00:00.25-05:00"),
          new Case("datetime", "'2026-07-24 09:00:00'", "2026-07-24T09:00:00-04:00"),
          new Case("timestamp null", "'2026-11-24 14:45:00'", "2026-11-24T09:00:00Z"),
          new Case("year", "2026", 2026),
          new Case("enum('calm','tense')", "'calm'", "calm"),
          new Case("set('a','b')", "'a,b'", "a,b"),
          new Case("json", "'{\"a\": 1.10}'", Map.of("a", new BigDecimal("1.10"))),
          new Case(
              "uuid",
              "'018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001'",
              "018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001"),
          new Case("varbinary(9)", "x'00ff'", "AP8="),
          new Case("longblob", "repeat('x', 1025)", Map.of("bytes", 1025, "sha256", X_1025)),
          new Case("bit(1)", "b'1'", true),
          new Case("bit(3)", "b'101'", "101"),
          new Case("inet6", "'::1'", "AAAAAAAAAAAAAAAAAAAAAQ=="),
          new Case("text", "null", null));

  @Test
  void every_type_of_mariadb_becomes_json() throws Exception {
    compare(TestDatabase.mariaDb(), MARIADB);
  }

  @Test
  void every_type_becomes_json() throws Exception {
    var database = TestDatabase.postgres();
    database.run("create type mood as enum ('calm', 'tense')");
    compare(database, CASES);
  }

  private static void compare(TestDatabase database, List<Case> cases) throws Exception {
    database.run("create table thing (id int primary key)");
    var names = new StringBuilder("1");
    var expected = new LinkedHashMap<String, @Nullable Object>();
    expected.put("id", 1);
    for (var i = 0; i < cases.size(); i++) {
      var each = cases.get(i);
      database.run("alter table thing add column c%d %s".formatted(i, each.type()));
      names.append(", ").append(each.literal());
      expected.put("c" + i, each.seen());
    }
    if (cases.equals(CASES)) {
      database.run("alter table thing replica identity full");
    }
    try (var listening = new RowListening(database)) {
      listening.listen("a", to("thing", List.of()));
      listening.poll();
      database.run("insert into thing values (%s)".formatted(names), "delete from thing");
      var events = listening.hear("a", 2);
      assertThat(events).hasSize(2);
      assertThat(events.get(0).data().get("after")).isEqualTo(expected);
      assertThat(events.get(1).data().get("before")).isEqualTo(expected);
    }
  }
}
