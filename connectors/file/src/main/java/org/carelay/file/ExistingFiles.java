package org.carelay.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.file.format.FileProblem;
import org.carelay.file.format.Line;

/** What a folder holds before a recipe is active: its files, or all their rows, each once. */
final class ExistingFiles {
  private static final int LINES_AT_ONCE = 1_000;

  private final Folder folder;
  private final FileArrived.Input input;
  private final Samples.Request request;
  private final Map<String, TriggerEvent> events = new LinkedHashMap<>();
  private long total;

  ExistingFiles(Folder folder, FileArrived.Input input, Samples.Request request) {
    this.folder = folder;
    this.input = input;
    this.request = request;
  }

  /**
   * @throws Permanent if a file cannot be read: then nobody can say how much there is
   */
  Samples read() throws ConnectorException, InterruptedException {
    for (var file : Contents.matching(input, folder.others(folder.memory()))) {
      try {
        read(file);
      } catch (FileProblem e) {
        throw new Permanent(
            e.code(),
            "File \"%s\": %s Correct it or take it away.".formatted(file.name(), e.getMessage()),
            null);
      } catch (IOException e) {
        throw Folder.failure(e);
      }
    }
    return new Samples(List.copyOf(events.values()), total);
  }

  private void read(Folder.Found file)
      throws IOException, FileProblem, ConnectorException, InterruptedException {
    var content = folder.local(file);
    var state = FileState.seen(FileState.Phase.OLD, file, request.now().toEpochMilli());
    var made = new Events(input, file, Hashes.of(content), state);
    if (input.per() != FileArrived.Per.ROW) {
      add(List.of(made.ofFile()));
      return;
    }
    try (var open = Contents.open(input, file, content, request.zone(), request.now())) {
      var rows = new ArrayList<Line.Row>();
      for (var line = open.next(); line != null; line = open.next()) {
        if (Thread.interrupted()) {
          throw new InterruptedException("While reading a file");
        }
        if (line instanceof Line.Row row) {
          rows.add(row);
        }
        if (rows.size() == LINES_AT_ONCE) {
          add(made.ofRows(rows));
          rows.clear();
        }
      }
      add(made.ofRows(rows));
    }
  }

  /** Those beyond the most are only counted; of rows that come again there, each time. */
  private void add(List<TriggerEvent> some) {
    for (var event : some) {
      if (events.containsKey(event.key())) {
        continue;
      }
      if (events.size() < request.most()) {
        events.put(event.key(), event);
      }
      total++;
    }
  }
}
