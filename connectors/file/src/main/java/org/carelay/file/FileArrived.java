package org.carelay.file;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.FileSystems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.carelay.connector.About;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Describe;
import org.carelay.connector.Existing;
import org.carelay.connector.InputProblem;
import org.carelay.connector.Poller;
import org.carelay.connector.PollingTrigger;
import org.carelay.connector.Samples;
import org.carelay.connector.TriggerEvent;
import org.carelay.file.format.Format;
import org.jspecify.annotations.Nullable;

/** Fires for each file that arrives in the connection's folder, or for each of its rows. */
public final class FileArrived
    implements PollingTrigger<Folder, FileArrived.Input>, Existing<Folder, FileArrived.Input> {
  static final String ID = "file.arrived";

  /** What one event is. */
  public enum Per {
    FILE,
    ROW
  }

  /** When two rows are the same event. */
  public enum Same {
    /** When they say the same, so that a list that is delivered again fires for what is new. */
    CONTENT,
    /** When they stand at the same line of the same file. */
    LINE
  }

  /** The trigger's {@code with}. */
  public record Input(
      @Describe(
              title = "Files",
              help = "Which names, with * and ?.",
              example = "appointments-*.csv")
          String files,
      @Describe(title = "One event for each", defaultValue = "file") @Nullable Per per,
      @Describe(
              title = "Format",
              help =
                  "csv, xlsx, json, ndjson, xml, or readings: apple-health, fitbit, open-mhealth.",
              defaultValue = "by the name's ending")
          @Nullable Format format,
      @Describe(
              title = "Where the rows are",
              help = "In JSON, names with dots to a list; in XML, an element's name.",
              example = "data.items")
          @Nullable String items,
      @Describe(title = "Sheet", help = "Of a workbook.", defaultValue = "the first")
          @Nullable String sheet,
      @Describe(
              title = "Delimiter",
              help = "Between the columns of a csv.",
              defaultValue = "what its first line uses")
          @Nullable String delimiter,
      @Describe(
              title = "Charset",
              help = "Of a csv.",
              example = "windows-1252",
              defaultValue = "utf-8")
          @Nullable String charset,
      @Describe(
              title = "Same row",
              help =
                  "content: a row that was in an earlier file fires no more, so that a list may be"
                      + " delivered again. line: each line of each new file fires.",
              defaultValue = "content")
          @Nullable Same same) {}

  @Override
  public About about() {
    return new About(
        ID,
        "A file arrived",
        "Fires for each file that arrives in a folder, or for each of its rows, once it is written"
            + " to its end. What is there before the recipe is active counts only where it says so (startFrom).");
  }

  @Override
  public Class<Input> input() {
    return Input.class;
  }

  @Override
  public Class<FileEvent> event() {
    return FileEvent.class;
  }

  @Override
  public Poller<Folder> poller() {
    return new FolderPoller();
  }

  /** Of the newest file what its first rows are, or the newest files. */
  @Override
  public Samples samples(Folder folder, Input input, Samples.Request request)
      throws ConnectorException {
    var files = new ArrayList<>(Contents.matching(input, folder.files()));
    files.sort(Comparator.comparingLong(Folder.Found::modified).reversed());
    if (files.isEmpty()) {
      return Samples.NONE;
    }
    if (input.per() == Per.ROW) {
      return new Samples(Contents.firstRows(folder, input, files.getFirst(), request), null);
    }
    var now = request.now().toEpochMilli();
    var events =
        files.stream()
            .limit(request.most())
            .map(file -> sample(input, file, FileState.seen(FileState.Phase.OLD, file, now)))
            .toList();
    return new Samples(events, (long) files.size());
  }

  @Override
  public Samples existing(Folder folder, Input input, Samples.Request request)
      throws ConnectorException, InterruptedException {
    return new ExistingFiles(folder, input, request).read();
  }

  /** When a file was last changed is not when it arrived. */
  @Override
  public boolean dated(Input input) {
    return false;
  }

  private static TriggerEvent sample(Input input, Folder.Found file, FileState state) {
    return new Events(input, file, "sample/" + file.name(), state).ofFile();
  }

  @Override
  public List<InputProblem> check(Map<String, Object> written) {
    var problems = new ArrayList<InputProblem>();
    if (written.get("files") instanceof String files) {
      if (files.isBlank() || files.contains("/") || files.contains("\\") || !isGlob(files)) {
        problems.add(
            new InputProblem(
                "/files", "bad-pattern", "Write a file's name with * and ?, such as *.csv."));
      } else if (written.get("per") instanceof String per
          && per.equalsIgnoreCase("row")
          && !written.containsKey("format")
          && Format.of(files) == null) {
        problems.add(
            new InputProblem(
                "/format", "format-missing", "Say which format the files have, such as csv."));
      }
    }
    if (written.get("delimiter") instanceof String delimiter && delimiter.length() != 1) {
      problems.add(
          new InputProblem("/delimiter", "bad-delimiter", "A delimiter is one character."));
    }
    if (written.get("charset") instanceof String charset && !isCharset(charset)) {
      problems.add(new InputProblem("/charset", "unknown-charset", "This charset is not known."));
    }
    return problems;
  }

  private static boolean isGlob(String files) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + files);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return false;
    }
  }
}
