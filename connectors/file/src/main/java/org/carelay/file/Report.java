package org.carelay.file;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.carelay.connector.ActionContext;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.ConnectorException.Retryable;
import org.carelay.connector.InputProblem;
import org.carelay.file.report.Column;
import org.carelay.file.report.Table;
import org.jspecify.annotations.Nullable;

/** Writes a table: the runtime keeps it for later steps, and the connection's folder has a copy. */
final class Report {
  private Report() {}

  static WrittenFile write(
      Folder folder, String name, Table table, Table.Writing writing, ActionContext context)
      throws ConnectorException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("Before the file was written");
    }
    try {
      var kept = context.files().keep(name, out -> writing.write(table, out));
      String inFolder = null;
      if (folder.hasFolder()) {
        try (var content = kept.open()) {
          inFolder = OwnFiles.put(folder, name, content, context);
        }
      }
      var rows = table.rows().size();
      context.log("%d rows, %d bytes".formatted(rows, kept.size()));
      return new WrittenFile(
          rows == 0 ? "No rows" : "Written", kept.reference(), name, kept.size(), rows, inFolder);
    } catch (IOException e) {
      throw new Retryable("not-written", "The file could not be written; is the disk full?", null);
    }
  }

  static Table table(@Nullable List<Column> columns, List<Object> rows, ActionContext context)
      throws Permanent {
    try {
      return Table.of(columns, rows, context.zone());
    } catch (IllegalArgumentException e) {
      throw new Permanent("bad-rows", e.getMessage() + ".", null);
    }
  }

  /** With its ending, and leading nowhere else. */
  static String name(String written, String ending) throws Permanent {
    var name = written.strip();
    var whole = name.toLowerCase(Locale.ROOT).endsWith(ending) ? name : name + ending;
    if (!Folder.isPlain(whole)) {
      throw new Permanent("bad-name", BAD_NAME, null);
    }
    return whole;
  }

  static List<InputProblem> check(Map<String, Object> written) {
    return written.get("name") instanceof String name && !Folder.isPlain(name.strip())
        ? List.of(new InputProblem("/name", "bad-name", BAD_NAME))
        : List.of();
  }

  private static final String BAD_NAME =
      "A file's name has no slashes, colons, stars and the like, and does not begin with a dot.";
}
