package org.carelay.engine.run;

import java.util.List;
import org.carelay.engine.journal.Committed;
import org.carelay.engine.journal.Operation;

/** Where a run's facts go: the journal, or nowhere on trial. */
@FunctionalInterface
public interface Facts {
  /** Returns when they are durable. */
  Committed commit(List<Operation> operations);
}
