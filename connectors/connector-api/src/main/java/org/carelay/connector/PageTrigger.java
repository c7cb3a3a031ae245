package org.carelay.connector;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that somebody without an account pulls on a page of this runtime. The trigger says what
 * the page asks and judges what was filled in; links, storage and limits are the runtime's.
 */
public non-sealed interface PageTrigger<C extends Client, I extends Record> extends Trigger<C, I> {
  /**
   * The address below {@code /forms/open/} at which anybody may answer; null where only personal
   * links lead to the page.
   */
  @Nullable String address(I input);

  /** Judges one visit; keeps nothing itself. */
  Outcome visit(Visit visit, I input);

  /** What a guest sees who comes again after having answered. */
  Page received(I input);

  /**
   * Somebody looks at the page or sends it.
   *
   * @param sent the fields as a browser posts them; null where somebody only looks
   * @param draft what an earlier visit has put aside; empty where nothing was
   * @param guest who was invited; null where anybody may answer
   * @param key names this answer, so that a second press of the button is the same answer; given
   *     back in the field {@link #KEY}
   */
  record Visit(
      @Nullable Map<String, List<String>> sent,
      Map<String, Object> draft,
      @Nullable Guest guest,
      String key,
      Instant at,
      ZoneId zone) {}

  /**
   * Whom a personal link was made for.
   *
   * @param invitation its id, which is no secret
   * @param subject the patient key of the run that invited; null where it has none
   */
  record Guest(String invitation, @Nullable String subject) {}

  /** The hidden field that carries {@link Visit#key()}. */
  String KEY = "_key";

  /** What comes of a visit. */
  sealed interface Outcome {
    /** A page, and nothing more: what was sent is not complete, or nothing was sent. */
    record Shown(Page page) implements Outcome {}

    /**
     * Put aside to be finished later; only for guests.
     *
     * @param draft JSON values, given to the next visit
     */
    record Saved(Map<String, Object> draft, Page page) implements Outcome {}

    /**
     * Answered.
     *
     * @param data the names in scope, as in {@link TriggerEvent#data}
     * @param thanks shown once the answer is safely stored
     */
    record Answered(Map<String, Object> data, Page thanks) implements Outcome {}
  }

  /**
   * A page without its frame.
   *
   * @param language such as {@code en}
   * @param title stands in the browser's history: nothing about a person
   * @param content HTML of the main part, with everything from outside escaped
   */
  record Page(String language, String title, String content) {}
}
