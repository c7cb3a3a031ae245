package org.carelay.engine.journal;

import java.util.List;

/** Hears of what has become durable. Called on a writer thread: must return at once. */
public interface JournalListener {
  void committed(List<Operation> operations);

  void databaseAway(String why);
}
