package org.carelay.engine.trigger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.carelay.connector.Notice;
import org.carelay.connector.Poller;
import org.carelay.engine.journal.Operation;
import org.carelay.engine.store.Recipes.ActiveRecipe;

/** What people have been told about the triggers of one group, by the notice's source. */
final class OpenNotices {
  static final String POLL_FAILED = "poll-failed";

  private final PollGroup group;
  private final TriggerServices services;
  private final Map<String, String> messages = new HashMap<>();

  OpenNotices(PollGroup group, TriggerServices services) {
    this.group = group;
    this.services = services;
  }

  /** After a commit with what {@link #sync} added. */
  void are(Map<String, String> open) {
    messages.clear();
    messages.putAll(open);
  }

  /** Tells of a notice outside of a poll's result. */
  Operation.Raise open(ActiveRecipe recipe, Notice notice) {
    messages.put(source(recipe, notice), notice.message());
    return raise(recipe, notice);
  }

  /** Tells that the poll failed where no recipe listens. */
  Operation.Raise openForNobody(String message) {
    var source = "notice//" + group.id() + "/" + POLL_FAILED;
    messages.put(source, message);
    return new Operation.Raise(
        group.workspace(),
        source,
        "trigger",
        null,
        null,
        null,
        message,
        List.of("done"),
        services.ids().now());
  }

  /**
   * Raises what is new or says something else now, such as another row, and closes what is over.
   *
   * @return the messages of the notices that are open then
   */
  Map<String, String> sync(
      Map<String, Operation.Raise> notices, Poller.Result result, List<Operation> operations) {
    var open = new HashMap<String, String>();
    notices.forEach(
        (source, notice) -> {
          open.put(source, notice.message());
          if (!notice.message().equals(messages.get(source))) {
            operations.add(notice);
          }
        });
    var lookedAt = new HashSet<String>();
    result.findings().forEach(finding -> lookedAt.add(finding.subscriptionId()));
    for (String before : messages.keySet()) {
      if (!lookedAt.contains(before.split("/", -1)[1]) && !before.endsWith("/" + POLL_FAILED)) {
        open.put(before, messages.getOrDefault(before, ""));
      } else if (!notices.containsKey(before)) {
        operations.add(
            new Operation.Close(group.workspace(), before, "gone", services.ids().now()));
      }
    }
    return open;
  }

  void load() {
    messages.clear();
    group.members().forEach(member -> load("notice/" + member.subscription() + "/"));
    load("notice//" + group.id() + "/");
  }

  private void load(String prefix) {
    services
        .sql()
        .list(
            "select source, message from attention where workspace_id = ? and closed_at is null"
                + " and starts_with(source, ?)",
            row -> Map.entry(row.getString(1), row.getString(2)),
            group.workspace(),
            prefix)
        .forEach(notice -> messages.put(notice.getKey(), notice.getValue()));
  }

  Operation.Raise raise(ActiveRecipe recipe, Notice notice) {
    return new Operation.Raise(
        recipe.workspace(),
        source(recipe, notice),
        "trigger",
        recipe.recipe().id(),
        null,
        null,
        notice.message(),
        List.of("done"),
        services.ids().now());
  }

  static String source(ActiveRecipe recipe, Notice notice) {
    return "notice/" + recipe.recipe().id() + "/" + notice.key();
  }
}
