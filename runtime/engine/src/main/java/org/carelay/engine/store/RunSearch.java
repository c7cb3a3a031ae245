package org.carelay.engine.store;

import java.util.ArrayList;
import java.util.List;
import org.carelay.engine.journal.RunState;
import org.jspecify.annotations.Nullable;

/**
 * A page of runs, newest first. Only the conditions that are asked for are in the statement, and it
 * begins at the table that knows best: what is in flight is little, what failed has an index of its
 * own, and everything else is found by going back through the events. So a page costs the same
 * wherever it is, among a hundred runs or among millions.
 */
final class RunSearch {
  private static final String ENDED =
      """
      from run_end d join event e on e.id = d.run_id and e.accepted_at = d.accepted_at
      left join active a on a.id = e.id
      """;
  private static final String IN_FLIGHT =
      """
      from active a join event e on e.id = a.id and e.accepted_at = a.accepted_at
      left join run_end d on d.run_id = e.id and d.accepted_at = e.accepted_at
      """;
  private static final String ALL =
      """
      from event e left join active a on a.id = e.id
      left join run_end d on d.run_id = e.id and d.accepted_at = e.accepted_at
      """;

  private final StringBuilder statement = new StringBuilder(RunReads.COLUMNS);
  private final List<Object> values = new ArrayList<>();

  RunSearch(int workspace, RunReads.Filter filter) {
    var state = filter.state() == null ? null : RunState.of(filter.state());
    // Most runs succeed: they are found as quickly by going back through all of them.
    var rare = state != null && state.ended() && state != RunState.SUCCEEDED;
    var id = rare ? "d.run_id" : "e.id";
    statement.append(rare ? ENDED : state == null || state.ended() ? ALL : IN_FLIGHT);
    statement.append(rare ? "where d.workspace_id = ?" : "where e.workspace_id = ?");
    values.add(workspace);
    // The index of what did not succeed is named by this condition.
    statement.append(rare ? " and d.state <> 'succeeded'" : "");
    statement.append(" and e.verdict = 'run'");
    and(" and e.recipe = ?", filter.recipe());
    and(" and e.subject = ?", filter.subject());
    and(" and " + id + " < ?", filter.before());
    if (state != null) {
      and(state.ended() ? " and d.state = ?" : " and d.run_id is null and a.state = ?", state.id());
    }
    statement.append(" order by ").append(id).append(" desc limit ?");
    values.add(filter.limit());
  }

  private void and(String condition, @Nullable Object value) {
    if (value != null) {
      statement.append(condition);
      values.add(value);
    }
  }

  List<RunReads.Listed> in(Sql sql) {
    return sql.list(statement.toString(), RunReads::listed, values.toArray());
  }
}
