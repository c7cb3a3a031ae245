package org.carelay.form;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was filled in, read once from top to bottom: which questions are asked, what was answered,
 * and what is wrong with it. Answers to questions that are not asked count for nothing.
 */
final class Reading {
  private final Map<String, Asked> asked = new LinkedHashMap<>();
  private final Map<String, List<String>> filled;
  private final Values values;

  private Reading(Map<String, List<String>> filled, ZoneId zone, Words words) {
    this.filled = filled;
    this.values = new Values(zone, words);
  }

  /**
   * A question that is asked.
   *
   * @param written as filled in
   * @param answers typed; empty where nothing was answered, or wrongly
   * @param problem what is wrong, in words for the person; null where nothing is
   */
  record Asked(Item item, List<String> written, List<Object> answers, @Nullable String problem) {}

  static Reading of(Form form, Map<String, List<String>> filled, ZoneId zone) {
    var reading = new Reading(filled, zone, Words.of(form.languageOrEnglish()));
    reading.read(form.item());
    return reading;
  }

  private void read(List<Item> items) {
    for (var item : items) {
      if (isAsked(item)) {
        asked.put(item.linkId(), read(item));
        read(item.inside());
      }
    }
  }

  private boolean isAsked(Item item) {
    var conditions = item.conditions();
    return conditions.isEmpty()
        || (item.enableBehavior() == Item.EnableBehavior.ANY
            ? conditions.stream().anyMatch(one -> one.test(this::answers))
            : conditions.stream().allMatch(one -> one.test(this::answers)));
  }

  private Asked read(Item item) {
    if (!item.type().isQuestion()) {
      return new Asked(item, List.of(), List.of(), null);
    }
    var written = new ArrayList<String>();
    for (var text : filled.getOrDefault(Fields.of(item), List.of())) {
      if (!text.isBlank()) {
        written.add(text.strip());
      }
    }
    var other = filled.getOrDefault(Fields.otherOf(item), List.of());
    if (item.type() == Item.Type.OPEN_CHOICE && !other.isEmpty() && !other.getFirst().isBlank()) {
      written.remove(Fields.OTHER);
      written.add(Fields.OTHER + other.getFirst().strip());
    }
    try {
      return new Asked(item, written, values.read(item, written), null);
    } catch (Values.Wrong e) {
      return new Asked(item, written, List.of(), e.words());
    }
  }

  private List<Object> answers(String linkId) {
    var one = asked.get(linkId);
    return one == null ? List.of() : one.answers();
  }

  /** Null where it is not asked. */
  @Nullable Asked of(Item item) {
    return asked.get(item.linkId());
  }

  /** The questions that are asked, in their order. */
  List<Asked> questions() {
    return asked.values().stream().filter(one -> one.item().type().isQuestion()).toList();
  }

  List<Asked> wrong() {
    return asked.values().stream().filter(one -> one.problem() != null).toList();
  }

  /** By link id; null for a question without an answer, a list where it takes several. */
  Map<String, @Nullable Object> byName(Form form) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    form.each(
        item -> {
          if (item.type().isQuestion()) {
            var given = answers(item.linkId());
            all.put(
                item.linkId(),
                item.isRepeated() ? given : given.isEmpty() ? null : given.getFirst());
          }
        });
    return all;
  }
}
