package org.carelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSqlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      textBlock =
          """
          select :a  § select ?  § a
          select :a, :b_2, :a  § select ?, ?, ?  § a b_2 a
          select x where at >= :from and at < :to  § select x where at >= ? and at < ?  § from to
          select ':a', "b:c", 'it''s :x'  § select ':a', "b:c", 'it''s :x'  §
          select 'C:\\' || :a  § select 'C:\\' || ?  § a
          select E'a\\':b' || :c  § select E'a\\':b' || ?  § c
          select x::int, :a::date  § select x::int, ?::date  § a
          select $$ :a $$, $t$ :b $$ $t$, :c  § select $$ :a $$, $t$ :b $$ $t$, ?  § c
          select a[1:2], :b  § select a[1:2], ?  § b
          select 1 -- :a  § select 1 -- :a  §
          select /* :a 'x */ :b  § select /* :a 'x */ ?  § b
          select j ? 'k', j ?| :a  § select j ?? 'k', j ??| ?  § a
          select 1 ;  § select 1  §
          select :a; -- done  § select ? -- done  § a
          """)
  void finds_parameters_and_nothing_else(String sql, String text, String names) throws Exception {
    var parsed = NamedSql.parse(sql, new PostgreSql());
    var counts = Collections.nCopies(parsed.names().size(), 1);
    assertThat(parsed.text(counts).strip()).isEqualTo(text);
    assertThat(String.join(" ", parsed.names())).isEqualTo(names == null ? "" : names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      textBlock =
          """
          select 'it\\'s :a', :b  § select 'it\\'s :a', ?  § b
          select `a:b`, ":c \\" :d", :e  § select `a:b`, ":c \\" :d", ?  § e
          select 1 # :a  § select 1 # :a  §
          select 5--:a  § select 5--?  § a
          """)
  void knows_the_quotes_of_mariadb(String sql, String text, String names) throws Exception {
    var parsed = NamedSql.parse(sql, new MariaDb());
    assertThat(parsed.text(Collections.nCopies(parsed.names().size(), 1))).isEqualTo(text);
    assertThat(String.join(" ", parsed.names())).isEqualTo(names == null ? "" : names);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '~',
      textBlock =
          """
          select 1; delete from patient  § more than one statement
          select ';'; drop table x  § more than one statement
          drop table x                            § begins with select
          copy x to program 'y'                   § begins with select
          /* select */ call x()                   § begins with select
          selectx                                 § begins with select
          select 1; /* a */ ; x  § more than one statement
          select 'abc  § does not end
          select "abc  § does not end
          select $x$ abc $y$  § does not end
          select 1 /* abc  § does not end
          """)
  void refuses_what_it_cannot_vouch_for(String sql, String message) {
    assertThatThrownBy(() -> NamedSql.parse(sql, new PostgreSql()))
        .isInstanceOf(ConnectorException.Permanent.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        " \n-- first\n/* then */ ((select 1))",
        "with a as (select 1) table a",
        "values (1)",
        "show timezone",
        "explain select 1"
      })
  void reads(String sql) throws Exception {
    assertThat(NamedSql.parse(sql, new PostgreSql()).names()).isEmpty();
  }

  @Test
  void takes_long_texts_without_overflow() throws Exception {
    var sql = " ".repeat(200_000) + "select '" + "it''s ".repeat(200_000) + "', :a";
    assertThat(NamedSql.parse(sql, new PostgreSql()).names()).containsExactly("a");
    assertThat(NamedSql.parse(sql, new MariaDb()).names()).containsExactly("a");
  }

  @Test
  void spreads_lists_where_several_values_may_stand() throws Exception {
    var sql = NamedSql.parse("select x in (:ids) and y = any(:ids) and z = :one", new PostgreSql());
    var query = Query.of(sql, Map.of("ids", List.of(1, 2, 3), "one", 9));
    assertThat(query.sql()).isEqualTo("select x in (?, ?, ?) and y = any(?) and z = ?");
    assertThat(query.values()).isEqualTo(List.of(1, 2, 3, List.of(1, 2, 3), 9));
    var empty =
        Query.of(NamedSql.parse("select x in (:ids)", new PostgreSql()), Map.of("ids", List.of()));
    assertThat(empty.sql()).isEqualTo("select x in (?)");
    assertThat(empty.values()).containsExactly((Object) null);
  }

  @Test
  void names_parameters_that_are_missing_or_too_many() throws Exception {
    var sql = NamedSql.parse("select :a, :b", new PostgreSql());
    assertThatThrownBy(() -> Query.of(sql, Map.of("a", 1, "c", 2)))
        .hasMessage("There is no value for :b. The statement does not use 'c'.");
    assertThatThrownBy(() -> Query.of(sql, null)).hasMessageContaining(":a, :b");
  }

  @Test
  void is_checked_when_the_recipe_is_saved() {
    var action = new QueryAction();
    assertThat(action.check(Map.of("sql", "select :a"))).isEmpty();
    assertThat(action.check(Map.of("sql", "select 1; select 2")))
        .extracting("pointer")
        .containsExactly("/sql");
    assertThat(action.check(Map.of("sql", " "))).extracting("code").containsExactly("sql-missing");
  }
}
