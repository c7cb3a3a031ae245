package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.testkit.FakeActionContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value goes in as JSON, is what it should be in the database, and comes out as JSON. */
class TypesTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York"); // FakeActionContext's
  private static final TestDatabase POSTGRES = TestDatabase.postgres();
  private static final DatabaseClient POSTGRES_CLIENT = POSTGRES.open();

  /** No equality, no exact one, or (in MariaDB) no way for us to know what is meant. */
  private static final Set<String> NOT_COMPARED =
      Set.of("json", "float4", "timestamp null", "varbinary(10)");

  private static int tables;

  /** The type, what is written, what the database shows, what is read. */
  static Stream<Arguments> postgres() {
    return Stream.of(
        types("int2", 7, "7", 7),
        types("int4", "2147483647", "2147483647", 2147483647),
        types("int4", new BigDecimal("5.0"), "5", 5),
        types("int8", 9007199254740993L, "9007199254740993", 9007199254740993L),
        types(
            "numeric",
            new BigDecimal("12345678901234567890.12345678901234567890"),
            "12345678901234567890.12345678901234567890",
            new BigDecimal("12345678901234567890.12345678901234567890")),
        types("numeric(10,2)", "7.50", "7.50", new BigDecimal("7.50")),
        types(
            "numeric",
            new BigInteger("123456789012345678901234567890"),
            "123456789012345678901234567890",
            new BigInteger("123456789012345678901234567890")),
        types("float8", new BigDecimal("0.1"), "0.1", new BigDecimal("0.1")),
        types("float4", 1, "1", 1),
        types("bool", true, "t", true),
        types("bool", "false", "f", false),
        types("text", "O'Brien \\ \"ü\" 😀", "O'Brien \\ \"ü\" 😀", "O'Brien \\ \"ü\" 😀"),
        types("text", 42, "42", "42"),
        types("varchar(5)", "007", "007", "007"),
        types("char(3)", "ab", "ab ", "ab "),
        types("date", "2026-11-24", "2026-11-24", "2026-11-24"),
        types("date", "2026-11-25T03:00:00Z", "2026-11-24", "2026-11-24"),
        types("time", "09:30", "09:30:00", "09:30:00"),
        types(
            "timestamp", "2026-11-24T09:30:00", "2026-11-24 09:30:00", "2026-11-24T09:30:00-05:00"),
        types(
            "timestamp",
            "2026-11-24T14:30:00Z",
            "2026-11-24 09:30:00",
            "2026-11-24T09:30:00-05:00"),
        types(
            "timestamp",
            "2026-07-01T12:00:00.123456+02:00",
            "2026-07-01 06:00:00.123456",
            "2026-07-01T06:00:00.123456-04:00"),
        types(
            "timestamptz",
            "2026-11-24T14:30:00Z",
            "2026-11-24 20:15:00+05:45",
            "2026-11-24T14:30:00Z"),
        types(
            "timestamptz",
            "2026-11-24 09:30:00-0500",
            "2026-11-24 20:15:00+05:45",
            "2026-11-24T14:30:00Z"),
        types(
            "timestamptz", "2026-11-24T09:30", "2026-11-24 20:15:00+05:45", "2026-11-24T14:30:00Z"),
        types("timestamptz", "2026-11-24", "2026-11-24 10:45:00+05:45", "2026-11-24T05:00:00Z"),
        types(
            "uuid",
            "018F3C1E-7D2A-7B6E-9A57-3C2F10A4B001",
            "018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001",
            "018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001"),
        types(
            "jsonb",
            Map.of("a", List.of(1, new BigDecimal("0.10"))),
            "{\"a\": [1, 0.10]}",
            Map.of("a", List.of(1, new BigDecimal("0.10")))),
        types("json", "plain text", "\"plain text\"", "plain text"),
        types("bytea", "AQID", "\\x010203", "AQID"),
        types("int4[]", List.of(1, 2), "{1,2}", List.of(1, 2)),
        types(
            "text[]",
            List.of("a,b", "c\"d\\", "NULL", ""),
            "{\"a,b\",\"c\\\"d\\\\\",\"NULL\",\"\"}",
            List.of("a,b", "c\"d\\", "NULL", "")),
        types(
            "int4[]",
            List.of(List.of(1, 2), List.of(3, 4)),
            "{{1,2},{3,4}}",
            List.of(List.of(1, 2), List.of(3, 4))),
        types(
            "timestamptz[]",
            List.of("2026-11-24T14:30:00Z"),
            "{\"2026-11-24 20:15:00+05:45\"}",
            List.of("2026-11-24T14:30:00Z")),
        types("numeric[]", 5, "{5}", List.of(5)),
        types("mood", "happy", "happy", "happy"),
        types("interval", "P1DT2H", "1 day 02:00:00", "1 day 02:00:00"),
        types("inet", "10.0.0.1", "10.0.0.1", "10.0.0.1"));
  }

  static Stream<Arguments> mariaDb() {
    return Stream.of(
        types("smallint", 7, "7", 7),
        types("int unsigned", 4294967295L, "4294967295", 4294967295L),
        types("bigint", 9007199254740993L, "9007199254740993", 9007199254740993L),
        types(
            "bigint unsigned",
            new BigInteger("18446744073709551615"),
            "18446744073709551615",
            new BigInteger("18446744073709551615")),
        types(
            "decimal(30,10)",
            "12345678901234567890.0123456789",
            "12345678901234567890.0123456789",
            new BigDecimal("12345678901234567890.0123456789")),
        types("double", new BigDecimal("0.1"), "0.1", new BigDecimal("0.1")),
        types("boolean", true, "1", true),
        types("tinyint", 100, "100", 100),
        types("varchar(20)", "O'Brien \\ \"ü\" 😀", "O'Brien \\ \"ü\" 😀", "O'Brien \\ \"ü\" 😀"),
        types("longtext", 42, "42", "42"),
        types("date", "2026-11-24", "2026-11-24", "2026-11-24"),
        types("time", "09:30", "09:30:00", "09:30:00"),
        types(
            "datetime", "2026-11-24T14:30:00Z", "2026-11-24 09:30:00", "2026-11-24T09:30:00-05:00"),
        types(
            "datetime(6)",
            "2026-07-01T12:00:00.123456+02:00",
            "2026-07-01 06:00:00.123456",
            "2026-07-01T06:00:00.123456-04:00"),
        types(
            "timestamp null",
            "2026-11-24T14:30:00Z",
            "2026-11-24 20:15:00",
            "2026-11-24T14:30:00Z"),
        types(
            "uuid",
            "018F3C1E-7D2A-7B6E-9A57-3C2F10A4B001",
            "018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001",
            "018f3c1e-7d2a-7b6e-9a57-3c2f10a4b001"),
        types("varbinary(10)", "AQID", "\u0001\u0002\u0003", "AQID"),
        types("enum('happy','sad')", "happy", "happy", "happy"));
  }

  private static Arguments types(String type, Object written, String stored, Object read) {
    return Arguments.of(type, written, stored, read);
  }

  @ParameterizedTest
  @MethodSource("postgres")
  void keeps_every_type_of_postgresql(String type, Object written, String stored, Object read)
      throws Exception {
    POSTGRES.run(
        "do $$ begin create type mood as enum ('happy', 'sad'); exception when duplicate_object then null; end $$");
    assertKept(POSTGRES, POSTGRES_CLIENT, type, written, stored, read);
  }

  @ParameterizedTest
  @MethodSource("mariaDb")
  void keeps_every_type_of_mariadb(String type, Object written, String stored, Object read)
      throws Exception {
    assertKept(MariaDbHolder.DATABASE, MariaDbHolder.CLIENT, type, written, stored, read);
  }

  private static void assertKept(
      TestDatabase database,
      DatabaseClient client,
      String type,
      Object written,
      String stored,
      Object read)
      throws Exception {
    var table = "kept_" + ++tables;
    database.run("create table " + table + " (id int primary key, v " + type + ")");
    var row = new LinkedHashMap<String, Object>(Map.of("id", 1, "v", written));
    insert(client, table, row);
    assertThat(database.rows("select v from " + table)).isEqualTo(List.of(List.of(stored)));
    var found = query(client, "select v from " + table, Map.of());
    assertThat(found).isEqualTo(List.of(Map.of("v", read)));
    var nothing = new HashMap<String, @Nullable Object>();
    nothing.put("id", 2);
    nothing.put("v", null);
    insertNull(client, table, nothing);
    assertThat(query(client, "select v from " + table + " where id = 2", Map.of()).getFirst())
        .containsEntry("v", null);
    if (!NOT_COMPARED.contains(type) && !(written instanceof List)) {
      assertThat(query(client, "select id from " + table + " where v = :v", Map.of("v", written)))
          .as("found by the value as it was written")
          .isEqualTo(List.of(Map.of("id", 1)));
    }
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of("int4", "Lovelace", "whole numbers"),
        Arguments.of("int4", new BigDecimal("1.5"), "whole numbers"),
        Arguments.of("int2", 40000, "whole numbers from -32768 to 32767"),
        Arguments.of("int4", List.of(1), "whole numbers"),
        Arguments.of("numeric", "Lovelace", "numbers"),
        Arguments.of("numeric", new BigDecimal("1e999999"), "numbers"),
        Arguments.of("bool", "Lovelace", "true or false"),
        Arguments.of("varchar(5)", "Lovelace", "text of at most 5 characters"),
        Arguments.of("text", Map.of("a", "Lovelace"), "text"),
        Arguments.of("text", "Love\0lace", "text"),
        Arguments.of("date", "24.11.2026 Lovelace", "dates such as"),
        Arguments.of("timestamptz", "Lovelace", "instants such as"),
        Arguments.of("time", "25:00", "times of day"),
        Arguments.of("uuid", "Lovelace", "UUIDs"),
        Arguments.of("bytea", "Lovelace!", "bytes as base64"),
        Arguments.of("int4[]", List.of(1, "Lovelace"), "lists of whole numbers"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void names_the_column_and_not_the_value(String type, Object value, String takes)
      throws Exception {
    var table = "misfit_" + ++tables;
    POSTGRES.run("create table " + table + " (id int primary key, patient_value " + type + ")");
    assertThatThrownBy(
            () -> insert(POSTGRES_CLIENT, table, Map.of("id", 1, "patient_value", value)))
        .isInstanceOf(ConnectorException.Permanent.class)
        .hasMessageContaining("column 'patient_value' takes " + takes)
        .hasMessageNotContaining("Lovelace")
        .hasMessageNotContaining("40000")
        .hasNoCause();
  }

  @Test
  void reads_what_json_does_not_have_as_text() throws Exception {
    assertThat(
            query(
                POSTGRES_CLIENT,
                "select 'NaN'::float8 a, 'Infinity'::numeric b, 'infinity'::timestamptz c, '-infinity'::date d, 1e20::float8 e",
                Map.of()))
        .isEqualTo(
            List.of(
                Map.of(
                    "a",
                    "NaN",
                    "b",
                    "Infinity",
                    "c",
                    "infinity",
                    "d",
                    "-infinity",
                    "e",
                    new BigDecimal("1E+20"))));
  }

  @Test
  void means_the_zone_of_the_connection_where_it_has_one() throws Exception {
    POSTGRES.run("create table local_time (id int primary key, at timestamp)");
    try (var berlin = TestDatabase.open(POSTGRES.settings(ZoneId.of("Europe/Berlin")))) {
      insert(berlin, "local_time", Map.of("id", 1, "at", "2026-11-24T14:30:00Z"));
      assertThat(POSTGRES.rows("select at from local_time"))
          .isEqualTo(List.of(List.of("2026-11-24 15:30:00")));
      assertThat(
              query(
                  berlin,
                  "select at from local_time where at = :at",
                  Map.of("at", "2026-11-24T14:30:00Z")))
          .isEqualTo(List.of(Map.of("at", "2026-11-24T15:30:00+01:00")));
      assertThat(query(berlin, "select current_setting('TimeZone') z", Map.of()))
          .isEqualTo(List.of(Map.of("z", "Europe/Berlin")));
    }
    try (var offset = TestDatabase.open(POSTGRES.settings(ZoneId.of("+05:30")))) {
      assertThat(
              query(
                  offset,
                  "select '2026-11-24T00:00:00Z'::timestamptz::timestamp::text t",
                  Map.of()))
          .isEqualTo(List.of(Map.of("t", "2026-11-24 05:30:00")));
    }
  }

  @Test
  void finds_tomorrows_appointments_by_the_clinics_clocks() throws Exception {
    assertThat(NEW_YORK.getId()).isEqualTo("America/New_York");
    POSTGRES.run(
        "create table appointment (id int primary key, starts_at timestamp, starts_tz timestamptz)",
        "insert into appointment values (1, '2026-11-25 08:59', '2026-11-25 08:59-05'), (2, '2026-11-25 09:00', '2026-11-25 09:00-05'), (3, '2026-11-26 09:00', '2026-11-26 09:00-05')");
    var day = Map.<String, Object>of("from", "2026-11-25T14:00:00Z", "to", "2026-11-26T14:00:00Z");
    for (var column : List.of("starts_at", "starts_tz")) {
      var sql = "select id from appointment where %1$s >= :from and %1$s < :to".formatted(column);
      assertThat(query(POSTGRES_CLIENT, sql, day)).as(column).isEqualTo(List.of(Map.of("id", 2)));
    }
  }

  /** Started only when it is needed. */
  private static final class MariaDbHolder {
    static final TestDatabase DATABASE = make();
    static final DatabaseClient CLIENT = DATABASE.open();

    private static TestDatabase make() {
      try {
        return TestDatabase.mariaDb();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void insert(DatabaseClient client, String table, Map<String, Object> row)
      throws Exception {
    var input = new InsertAction.Input(table, row, List.of("id"), null);
    new InsertAction().perform(client, input, FakeActionContext.aContext());
  }

  @SuppressWarnings("unchecked")
  private static void insertNull(
      DatabaseClient client, String table, Map<String, @Nullable Object> row) throws Exception {
    insert(client, table, (Map<String, Object>) (Map<?, ?>) row);
  }

  private static List<Map<String, Object>> query(
      DatabaseClient client, String sql, Map<String, Object> params) throws Exception {
    var input = new QueryAction.Input(sql, params, null, null, null);
    return new QueryAction().perform(client, input, FakeActionContext.aContext()).rows();
  }
}
