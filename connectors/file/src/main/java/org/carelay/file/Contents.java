package org.carelay.file;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.file.Folder.Found;
import org.carelay.file.format.FileProblem;
import org.carelay.file.format.Format;
import org.carelay.file.format.Line;
import org.carelay.file.format.RowOptions;
import org.carelay.file.format.Rows;

/** What is in the files that a recipe asks for, as it says how to read them. */
final class Contents {
  private Contents() {}

  static List<Found> matching(FileArrived.Input input, List<Found> files) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + input.files());
    return files.stream().filter(file -> matcher.matches(Path.of(file.name()))).toList();
  }

  /**
   * @param content where the file's content is
   */
  static Rows open(FileArrived.Input input, Found file, Path content, ZoneId zone, Instant now)
      throws IOException, FileProblem {
    var format = input.format() == null ? Format.of(file.name()) : input.format();
    if (format == null) {
      throw new FileProblem(
          "unknown-format", "Its name does not tell its format. Name it in the recipe.");
    }
    var delimiter = input.delimiter();
    return format.open(
        content,
        new RowOptions(
            input.charset() == null ? null : Charset.forName(input.charset()),
            delimiter == null || delimiter.isEmpty() ? null : delimiter.charAt(0),
            input.sheet(),
            input.items(),
            zone,
            now));
  }

  /** For a look before anything is active. */
  static List<TriggerEvent> firstRows(
      Folder folder, FileArrived.Input input, Found file, Samples.Request request)
      throws ConnectorException {
    var rows = new ArrayList<Line.Row>();
    try (var open = open(input, file, folder.local(file), request.zone(), request.now())) {
      for (var line = open.next();
          line != null && rows.size() < request.most();
          line = open.next()) {
        if (line instanceof Line.Row row) {
          rows.add(row);
        }
      }
    } catch (FileProblem e) {
      throw new Permanent(e.code(), "File \"%s\": %s".formatted(file.name(), e.getMessage()), null);
    } catch (IOException e) {
      throw Folder.failure(e);
    }
    var state = FileState.seen(FileState.Phase.OLD, file, request.now().toEpochMilli());
    return new Events(input, file, "sample", state).ofRows(rows);
  }
}
