package org.carelay.practice.google;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All spreadsheets, their order of change, and who wants to hear of it. */
final class Library {
  private final SpreadsheetStore store;
  private final Clock clock;
  private final DriveLog drive;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private volatile Map<String, Spreadsheet> spreadsheets = Map.of();

  Library(SpreadsheetStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
    this.drive = new DriveLog(clock);
    var loaded = new TreeMap<String, Spreadsheet>();
    store.load().forEach(one -> loaded.put(one.id(), one));
    loaded.values().forEach(drive::reload);
    spreadsheets = loaded;
  }

  DriveLog drive() {
    return drive;
  }

  Clock clock() {
    return clock;
  }

  void onChange(Consumer<String> listener) {
    listeners.add(listener);
  }

  List<Spreadsheet> all() {
    return spreadsheets.values().stream()
        .filter(one -> one.access() != Spreadsheet.Access.DELETED)
        .toList();
  }

  /** As the owner sees it, shared or not. */
  Spreadsheet get(String id) {
    var found = spreadsheets.get(id);
    if (found == null || found.access() == Spreadsheet.Access.DELETED) {
      throw ApiError.notFound();
    }
    return found;
  }

  /** As the service account sees it. */
  Spreadsheet shared(String id) {
    var found = get(id);
    if (found.access() == Spreadsheet.Access.NOT_SHARED) {
      throw ApiError.forbidden();
    }
    return found;
  }

  boolean contains(String id) {
    return spreadsheets.containsKey(id);
  }

  /** Adds a file; one with this id is replaced. */
  Spreadsheet add(Spreadsheet spreadsheet) {
    lock.lock();
    try {
      commit(spreadsheet);
    } finally {
      lock.unlock();
    }
    tell(spreadsheet.id());
    return spreadsheet;
  }

  /** Applies one edit: all of it, on disk, or nothing. */
  Spreadsheet change(String id, UnaryOperator<Spreadsheet> edit) {
    Spreadsheet changed;
    lock.lock();
    try {
      changed = commit(edit.apply(get(id)));
    } finally {
      lock.unlock();
    }
    tell(id);
    return changed;
  }

  private Spreadsheet commit(Spreadsheet edited) {
    var before = edited.stamp();
    var stamped =
        edited.stamped(
            new Spreadsheet.Stamp(before.version() + 1, drive.nextSequence(), clock.instant()));
    store.save(stamped);
    var changed = new TreeMap<>(spreadsheets);
    changed.put(stamped.id(), stamped);
    spreadsheets = changed;
    drive.record(stamped);
    return stamped;
  }

  private void tell(String id) {
    listeners.forEach(listener -> listener.accept(id));
  }
}
