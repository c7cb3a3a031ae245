package org.carelay.sheets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.Notice;
import org.carelay.sheets.Table.Column;

/**
 * The columns a recipe needs, found in a sheet by their headers; or what is wrong with them.
 *
 * @param stored whose cells are remembered
 * @param watched names whose change is an event
 * @param used names in which an error means that a row is not ready; those that changed come on top
 * @param problems pausing notices; when there is one, the rest is of no use
 */
record Columns(
    List<Column> key,
    List<Column> stored,
    Set<String> watched,
    Set<String> used,
    List<Column> required,
    List<Notice> problems) {

  /**
   * @param known names of the columns remembered so far
   */
  static Columns of(Table table, Following following, List<String> known) {
    var search = new Search(table, following);
    if (table.columns().isEmpty()) {
      search.emptySheet();
    }
    var key = search.all(following.key());
    var required = search.all(following.required());
    var watch = following.watch();
    List<Column> watched;
    if (following.addedOnly()) {
      watched = List.of();
    } else if (watch != null) {
      watched = search.all(watch);
    } else {
      search.stillThere(known);
      watched = search.everyNamed();
    }
    // Without a key rows are told apart by all they hold.
    var stored = key.isEmpty() ? search.everyNamed() : watched;
    var used = new LinkedHashSet<String>();
    List.of(key, required, watch == null ? List.<Column>of() : watched)
        .forEach(columns -> columns.forEach(column -> used.add(column.name())));
    var watchedNames = new LinkedHashSet<String>();
    watched.forEach(column -> watchedNames.add(column.name()));
    return new Columns(
        key, stored, watchedNames, used, required, List.copyOf(search.problems.values()));
  }

  List<String> storedNames() {
    return stored.stream().map(Column::name).toList();
  }

  /** Looks headers up and keeps what is wrong, once for each header. */
  private static final class Search {
    private final Table table;
    private final Following following;
    private final Map<String, Notice> problems = new LinkedHashMap<>();

    Search(Table table, Following following) {
      this.table = table;
      this.following = following;
    }

    void emptySheet() {
      problem(
          "header-missing",
          "header-missing",
          where()
              + " has no headers in row "
              + table.headerRow()
              + ". Nothing is followed until it has.");
    }

    List<Column> all(List<String> headers) {
      var found = new ArrayList<Column>();
      for (var header : headers) {
        var columns = table.named(header);
        if (columns.isEmpty()) {
          missing(header);
        } else if (columns.size() > 1) {
          duplicate(header);
        } else {
          found.add(columns.getFirst());
        }
      }
      return found;
    }

    List<Column> everyNamed() {
      var found = new LinkedHashMap<String, Column>();
      for (var column : table.columns()) {
        if (found.putIfAbsent(column.name(), column) != null) {
          duplicate(column.header());
        }
      }
      return List.copyOf(found.values());
    }

    /** Where all columns are watched, one that was renamed must not fall silent. */
    void stillThere(List<String> known) {
      known.stream().filter(name -> table.named(name).isEmpty()).forEach(this::missing);
    }

    private void missing(String header) {
      if (table.columns().isEmpty()) {
        return; // one sentence about the empty sheet says it
      }
      problem(
          "header-missing/" + Cells.name(header),
          "header-missing",
          where()
              + " has no column \""
              + header
              + "\" in row "
              + table.headerRow()
              + ". Nothing is followed until it is back: give the column its name again, or name"
              + " the columns to watch in the recipe.");
    }

    private void duplicate(String header) {
      problem(
          "header-duplicate/" + Cells.name(header),
          "header-duplicate",
          where()
              + " has more than one column \""
              + header
              + "\" in row "
              + table.headerRow()
              + ". Nothing is followed until they have different names.");
    }

    private String where() {
      return "Sheet \"" + following.place().sheet() + "\"";
    }

    private void problem(String key, String code, String message) {
      problems.putIfAbsent(key, new Notice(key, code, true, message));
    }
  }
}
