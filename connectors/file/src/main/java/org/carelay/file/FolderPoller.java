package org.carelay.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.carelay.connector.ConnectorException;
import org.carelay.connector.Poller;
import org.carelay.file.Folder.Found;

/** Looks into a folder once for all its recipes. */
final class FolderPoller implements Poller<Folder> {
  private static final long BETWEEN_PARTS_MILLIS = 10;

  @Override
  public String id() {
    return "folder";
  }

  @Override
  public Result poll(Folder folder, Request request)
      throws ConnectorException, InterruptedException {
    var files = folder.others(request.memory());
    var now = request.clock().instant();
    var findings = new ArrayList<Finding>();
    var finished = new HashSet<String>();
    var awaited = new HashSet<String>();
    var more = false;
    for (var subscription : request.subscriptions()) {
      var mine = Contents.matching((FileArrived.Input) subscription.input(), files);
      var look = new FolderLook(folder, subscription, mine, now);
      findings.add(look.look());
      finished.addAll(look.finished());
      awaited.addAll(look.awaited());
      more |= look.hasMore();
    }
    finished.removeAll(awaited);
    putAside(folder, files, finished);
    files.stream().filter(file -> finished.contains(file.name())).forEach(folder::forget);
    return new Result(findings, List.of(), next(folder, now, more));
  }

  private static Instant next(Folder folder, Instant now, boolean more) {
    return more
        ? now.plusMillis(BETWEEN_PARTS_MILLIS)
        : now.plus(folder.interval()).plusMillis(1); // later than now, even where it is zero
  }

  /** Only what was done when this poll began, so that its events are durable. */
  private static void putAside(Folder folder, List<Found> files, Set<String> finished)
      throws ConnectorException {
    for (var file : files) {
      if (folder.movesDone() && finished.contains(file.name())) {
        folder.putAside(file);
      }
    }
  }
}
