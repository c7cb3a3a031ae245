package org.carelay.engine.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.carelay.engine.journal.Operation.PlanEffect;
import org.carelay.engine.journal.Operation.Receipt;
import org.carelay.engine.journal.Operation.SettleEffect;

/** Writes the ledger. */
final class EffectRows {
  private EffectRows() {}

  /**
   * A key stands for one effect. Another run may take it over only where nothing reached anybody.
   *
   * @return the plans that were refused, as in {@link Committed#taken}
   */
  static Set<String> plan(Connection connection, List<PlanEffect> plans) throws SQLException {
    if (plans.isEmpty()) {
      return Set.of();
    }
    replace(connection, plans);
    var taken = new HashSet<String>();
    var first = new LinkedHashMap<String, PlanEffect>();
    for (PlanEffect plan : plans) {
      var key = name(plan.workspace(), plan.key());
      var earlier = first.get(key);
      if (earlier == null || earlier.state().leavesKeyFree()) {
        // What was never tried leaves its key to whoever tries.
        first.put(key, plan);
      } else if (!holder(earlier).equals(holder(plan))) {
        // Two want the same key in one group: the first gets it.
        taken.add(holder(plan) + "@" + key);
      }
    }
    var candidates = new ArrayList<>(first.values());
    var granted = insert(connection, candidates);
    var result = new HashSet<String>();
    for (PlanEffect plan : candidates) {
      var key = name(plan.workspace(), plan.key());
      if (!granted.contains(key)) {
        result.add(holder(plan) + "@" + key);
      }
    }
    result.addAll(taken);
    return result;
  }

  /** A message that has not arrived makes way for the one that goes another way. */
  private static void replace(Connection connection, List<PlanEffect> plans) throws SQLException {
    for (PlanEffect plan : plans) {
      if (plan.instead() == null) {
        continue;
      }
      try (var statement =
          connection.prepareStatement(
              "update effect set state = 'failed', detail = 'replaced', reference = null"
                  + " where workspace_id = ? and key = ? and run_id = ? and step = ?"
                  + " and state in ('done', 'undelivered', 'unknown')")) {
        statement.setInt(1, plan.workspace());
        statement.setString(2, plan.key());
        statement.setObject(3, plan.run().id());
        statement.setString(4, plan.instead());
        statement.executeUpdate();
      }
    }
  }

  private static Set<String> insert(Connection connection, List<PlanEffect> plans)
      throws SQLException {
    var granted = new HashSet<String>();
    var insertion =
        new Insertion<>("effect", plans)
            .integer("workspace_id", PlanEffect::workspace)
            .text("key", PlanEffect::key)
            .uuid("run_id", p -> p.run().id())
            .instant("accepted_at", p -> p.run().acceptedAt())
            .text("recipe", PlanEffect::recipe)
            .text("step", PlanEffect::step)
            .text("purpose", PlanEffect::purpose)
            .text("subject", PlanEffect::subject)
            .text("target", PlanEffect::target)
            .text("state", p -> p.state().id())
            .integer("attempts", _ -> 0)
            .text("detail", PlanEffect::detail)
            .instant("first_at", PlanEffect::at)
            .instant("updated_at", PlanEffect::at);
    try (var statement =
        insertion.prepare(
            connection,
            """
            on conflict (workspace_id, key) do update
              set run_id = excluded.run_id, accepted_at = excluded.accepted_at,
                  step = excluded.step, target = excluded.target, state = excluded.state,
                  detail = excluded.detail, reference = null, updated_at = excluded.updated_at
              where effect.state in ('failed', 'suppressed', 'expired')
                 or effect.run_id = excluded.run_id and effect.step = excluded.step
                    and effect.state in ('trying', 'held', 'unknown')
            returning workspace_id, key""")) {
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          granted.add(name(rows.getInt(1), rows.getString(2)));
        }
      }
    }
    return granted;
  }

  static void settle(Connection connection, List<SettleEffect> news) throws SQLException {
    if (news.isEmpty()) {
      return;
    }
    var last = new LinkedHashMap<String, SettleEffect>();
    for (SettleEffect one : news) {
      last.merge(
          Committed.holder(one.run(), one.step()) + "@" + name(one.workspace(), one.key()),
          one,
          EffectRows::join);
    }
    var rows = List.copyOf(last.values());
    try (var statement =
        connection.prepareStatement(
            """
            update effect set state = t.s, reference = coalesce(t.f, reference),
                   attempts = attempts + t.n, detail = t.d,
                   updated_at = 'epoch'::timestamptz + t.u * interval '1 us'
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as t (w, k, r, p, s, f, n, d, u)
            where workspace_id = t.w and key = t.k and run_id = t.r and step = t.p
              and not (t.s = 'done' and state in ('delivered', 'undelivered'))""")) {
      new Columns<>(connection, statement, rows)
          .integer(SettleEffect::workspace)
          .text(SettleEffect::key)
          .uuid(n -> n.run().id())
          .text(SettleEffect::step)
          .text(n -> n.state().id())
          .text(SettleEffect::reference)
          .integer(SettleEffect::attempts)
          .text(SettleEffect::detail)
          .instant(SettleEffect::at);
      statement.executeUpdate();
    }
  }

  /**
   * Delivery news only ever goes forward: a late "delivered" counts, a late "sent" changes nothing.
   */
  static void receive(Connection connection, List<Receipt> receipts) throws SQLException {
    for (Receipt receipt : receipts) {
      try (var statement =
          connection.prepareStatement(
              "update effect set state = ?, detail = ?, updated_at = ?"
                  + " where workspace_id = ? and reference = ? and state in ('trying', 'unknown', 'done')")) {
        statement.setString(1, receipt.state().id());
        statement.setString(2, receipt.detail());
        statement.setTimestamp(3, Timestamp.from(receipt.at()));
        statement.setInt(4, receipt.workspace());
        statement.setString(5, receipt.reference());
        statement.executeUpdate();
      }
    }
  }

  private static SettleEffect join(SettleEffect earlier, SettleEffect later) {
    return new SettleEffect(
        later.workspace(),
        later.key(),
        later.run(),
        later.step(),
        later.state(),
        later.reference() == null ? earlier.reference() : later.reference(),
        earlier.attempts() + later.attempts(),
        later.detail(),
        later.at());
  }

  private static String holder(PlanEffect plan) {
    return Committed.holder(plan.run(), plan.step());
  }

  private static String name(int workspace, String key) {
    return workspace + "/" + key;
  }
}
