package org.carelay.file;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller.Finding;
import org.carelay.connector.Poller.Subscription;
import org.carelay.connector.StateChange;
import org.carelay.connector.TriggerEvent;
import org.carelay.file.FileState.Phase;
import org.carelay.file.Folder.Found;
import org.carelay.file.format.FileProblem;
import org.carelay.file.format.Line;
import org.carelay.file.format.Rows;
import org.jspecify.annotations.Nullable;

/** What one recipe hears of its folder in one poll: at most one part of one file. */
final class FolderLook {
  /** More than an engine takes at once without asking, so that a large file is held whole. */
  static final int PART = 1_000;

  private static final String FILE = "file/";

  private final Folder folder;
  private final Subscription subscription;
  private final FileArrived.Input input;
  private final List<Found> files;
  private final Instant now;
  private final Map<String, FileState> known = new HashMap<>();
  private final List<StateChange> changes = new ArrayList<>();
  private final Set<String> finished = new HashSet<>();
  private List<TriggerEvent> events = List.of();
  private boolean more;

  FolderLook(Folder folder, Subscription subscription, List<Found> files, Instant now) {
    this.folder = folder;
    this.subscription = subscription;
    this.input = (FileArrived.Input) subscription.input();
    this.files = files;
    this.now = now;
  }

  Finding look() throws ConnectorException, InterruptedException {
    if (!subscription.state().containsKey(OldRows.KEY)) {
      return begin();
    }
    recall();
    var gone = false;
    for (var file : files) {
      var state = known.get(file.name());
      if (state == null || !state.isOf(file)) {
        put(file, FileState.seen(Phase.SETTLING, file, now.toEpochMilli()));
      } else if (state.phase() == Phase.DONE && !state.needsAPerson()) {
        finished.add(file.name());
      } else if (isReady(state)) {
        if (gone) {
          more = true;
        } else {
          go(file, state);
          gone = true;
        }
      }
    }
    return finding();
  }

  /** What is there before the recipe is no news, and neither are its rows in later files. */
  private Finding begin() throws ConnectorException, InterruptedException {
    var old = new OldRows();
    if (input.per() == FileArrived.Per.ROW && input.same() != FileArrived.Same.LINE) {
      for (var file : files) {
        try (var rows = open(file)) {
          old.addAll(rows);
        } catch (FileProblem e) {
          continue; // it is told of when it changes
        } catch (IOException e) {
          throw Folder.failure(e);
        }
      }
    }
    if (old.areTooMany()) {
      return new Finding(subscription.id(), List.of(), List.of(), List.of(OldRows.TOO_MANY));
    }
    changes.add(new StateChange(OldRows.KEY, old.text()));
    files.forEach(file -> put(file, FileState.seen(Phase.OLD, file, now.toEpochMilli())));
    return finding();
  }

  private boolean isReady(FileState state) {
    return switch (state.phase()) {
      case READING -> true;
      case SETTLING -> now.toEpochMilli() - state.since() >= folder.settle().toMillis();
      case DONE, OLD -> false;
    };
  }

  /** What was stored; of files that are gone nothing is kept. */
  private void recall() {
    var present = new HashSet<String>();
    files.forEach(file -> present.add(file.name()));
    subscription
        .state()
        .forEach(
            (key, text) -> {
              var name = key.startsWith(FILE) ? key.substring(FILE.length()) : "";
              if (present.contains(name)) {
                known.put(name, FileState.of(text));
              } else if (!name.isEmpty()) {
                changes.add(new StateChange(key, null));
              }
            });
  }

  private void go(Found file, FileState state) throws ConnectorException, InterruptedException {
    try {
      var hash = state.sha256() == null ? Hashes.of(folder.local(file)) : state.sha256();
      var reading = state.reading(hash);
      if (input.per() != FileArrived.Per.ROW) {
        events = List.of(new Events(input, file, hash, state).ofFile());
        put(file, reading.done(null));
        return;
      }
      part(file, reading, hash);
    } catch (IOException e) {
      throw Folder.failure(e);
    }
  }

  private void part(Found file, FileState state, String hash)
      throws IOException, InterruptedException, ConnectorException {
    OpenFile open;
    try {
      open = opened(file, state, hash);
    } catch (FileProblem e) {
      put(file, state.done(e.getMessage()));
      return;
    }
    var bad = new ArrayList<String>();
    var rows = new ArrayList<Line.Row>();
    var lines = open.next(PART);
    var old = OldRows.of(subscription.state().get(OldRows.KEY));
    for (var line : lines) {
      switch (line) {
        case Line.Row row when old.contains(row) -> {} // it was there before the recipe
        case Line.Row row -> rows.add(row);
        case Line.Bad(long number, var problem) -> bad.add(number + " (" + problem + ")");
      }
    }
    events = new Events(input, file, hash, state).ofRows(rows);
    var after = state.read(lines.size(), bad);
    if (open.isDone()) {
      close();
      var problem = open.problem();
      put(file, after.done(problem == null ? null : problem.getMessage()));
    } else {
      put(file, after);
    }
    more = true;
  }

  private OpenFile opened(Found file, FileState state, String hash)
      throws IOException, InterruptedException, FileProblem, ConnectorException {
    var open = folder.open().get(subscription.id());
    if (open != null && open.standsAt(hash, state.lines())) {
      return open;
    }
    close();
    var fresh = new OpenFile(hash, open(file));
    folder.open().put(subscription.id(), fresh);
    fresh.skip(state.lines());
    return fresh;
  }

  private Rows open(Found file) throws IOException, FileProblem, ConnectorException {
    return Contents.open(input, file, folder.local(file), subscription.zone(), now);
  }

  private void close() {
    var open = folder.open().remove(subscription.id());
    if (open != null) {
      open.close();
    }
  }

  private void put(Found file, FileState state) {
    known.put(file.name(), state);
    changes.add(new StateChange(FILE + file.name(), state.text()));
  }

  private Finding finding() {
    var notices = new ArrayList<Notice>();
    for (var file : files) {
      var notice = notice(file, known.get(file.name()));
      if (notice != null) {
        notices.add(notice);
      }
    }
    return new Finding(subscription.id(), events, changes, notices);
  }

  private static @Nullable Notice notice(Found file, @Nullable FileState state) {
    if (state == null || state.phase() != Phase.DONE || !state.needsAPerson()) {
      return null;
    }
    var name = file.name();
    var bad =
        state.badCount() == 0
            ? ""
            : " %d of its rows could not be read: line %s%s."
                .formatted(
                    state.badCount(),
                    String.join(", ", state.bad()),
                    state.badCount() > state.bad().size() ? " and more" : "");
    var problem = state.problem() == null ? "" : " " + state.problem();
    return new Notice(
        "file/" + name,
        state.problem() == null ? "bad-rows" : "file-not-readable",
        false,
        "File \"%s\":%s%s All other rows went on. Correct it and deliver it again, or take it away."
            .formatted(name, bad, problem));
  }

  /** Files that were done with before this poll. */
  Set<String> finished() {
    return finished;
  }

  /** Files that this recipe has not done with. */
  Set<String> awaited() {
    var names = new HashSet<String>();
    for (var file : files) {
      var state = known.get(file.name());
      if (!finished.contains(file.name()) && (state == null || state.phase() != Phase.OLD)) {
        names.add(file.name());
      }
    }
    return names;
  }

  boolean hasMore() {
    return more;
  }
}
