package org.carelay.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.carelay.sheets.Ledger.by;
import static org.carelay.sheets.Ledger.number;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told after edits between two looks; each kind of edit is a line. */
class SheetEditsTest {
  private static Arguments edit(String what, Consumer<Ledger> edit, String... told) {
    return Arguments.of(what, edit, List.of(told));
  }

  static Stream<Arguments> edits() {
    return Stream.of(
        edit("nothing", _ -> {}),
        edit("edit", s -> s.set(1, 2, "Ready"), "changed a1 [Status]"),
        edit(
            "two cells",
            s -> {
              s.set(1, 2, "Ready");
              s.set(1, 3, number(9));
            },
            "changed a1 [Status, Count]"),
        edit("0 to blank", s -> s.set(2, 3, ""), "changed b2 [Count]"),
        edit("0 to FALSE", s -> s.set(2, 3, false), "changed b2 [Count]"),
        edit("FALSE to blank", s -> s.set(2, 4, ""), "changed b2 [Done]"),
        edit("FALSE to TRUE", s -> s.set(2, 4, true), "changed b2 [Done]"),
        edit("1 to 1.0", s -> s.set(1, 3, new BigDecimal("1.0"))),
        edit("number to the same text", s -> s.set(1, 3, "1")),
        edit("7 to 07", s -> s.set(1, 3, "01"), "changed a1 [Count]"),
        edit(
            "insert above",
            s -> s.insert(1, "e5", "Eve", "Waiting", number(5), false),
            "added e5 [ID, Name, Status, Count, Done]"),
        edit("blank row between", s -> s.insert(2)),
        edit("append", s -> s.row("e5", "Eve"), "added e5 [ID, Name]"),
        edit("delete", s -> s.rows.remove(2)),
        edit(
            "delete and append",
            s -> {
              s.rows.remove(2);
              s.row("e5", "Eve", "Waiting", number(5), false);
            },
            "added e5 [ID, Name, Status, Count, Done]"),
        edit("sort descending", s -> Collections.reverse(s.rows.subList(1, 5))),
        edit("move to the end", s -> s.rows.add(s.rows.remove(1))),
        edit(
            "move and edit",
            s -> {
              s.rows.add(s.rows.remove(1));
              s.set(4, 2, "Ready");
            },
            "changed a1 [Status]"),
        edit(
            "sort and edit two",
            s -> {
              Collections.reverse(s.rows.subList(1, 5));
              s.set(1, 2, "Done");
              s.set(3, 2, "Ready");
            },
            "changed d4 [Status]",
            "changed b2 [Status]"),
        edit(
            "insert above and edit below",
            s -> {
              s.insert(1, "e5", "Eve", "New", number(7), true);
              s.set(4, 2, "Ready");
            },
            "added e5 [ID, Name, Status, Count, Done]",
            "changed c3 [Status]"),
        edit("column inserted", s -> s.rows.forEach(row -> row.add(1, ""))),
        edit("column moved", s -> s.rows.forEach(row -> row.add(row.remove(1)))),
        edit(
            "column added with values",
            s -> {
              s.set(0, 5, "Room");
              s.set(1, 5, "12");
            }),
        edit(
            "column without a header",
            s -> {
              s.set(1, 6, "scribble");
              s.set(2, 6, "more");
            }),
        edit("header in other letters", s -> s.set(0, 2, " STATUS ")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void tells_of_edits_where_rows_have_a_key(String what, Consumer<Ledger> edit, List<String> told) {
    var sheet = new Ledger(by("ID"));
    edit.accept(sheet);
    assertThat(sheet.look()).as(what).containsExactlyElementsOf(told);
    assertThat(sheet.look()).as("and not again").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void tells_of_edits_where_rows_have_no_key(
      String what, Consumer<Ledger> edit, List<String> told) {
    var sheet = new Ledger(by());
    edit.accept(sheet);
    assertThat(sheet.look()).as(what).containsExactlyElementsOf(told);
    assertThat(sheet.look()).as("and not again").isEmpty();
  }
}
