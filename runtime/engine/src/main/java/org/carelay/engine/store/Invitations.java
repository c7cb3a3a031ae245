package org.carelay.engine.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.carelay.engine.Json;
import org.jspecify.annotations.Nullable;

/**
 * Personal links: who was invited to which page, what they have put aside, and what they answered.
 * A link works until it expires, is answered, or nothing waits for its answer any more.
 */
public final class Invitations {
  private static final String COLUMNS =
      """
      select i.workspace_id, i.id, i.run_id, i.recipe, i.subject, i.page, i.input, i.starts, i.draft,
             i.answered_at, i.expires_at, a.id is not null as under_way
      from invitation i left join active a on a.id = i.run_id
      """;

  private final Sql sql;
  private final Clock clock;
  private final Sealing sealing;

  public Invitations(Sql sql, Clock clock, Sealing sealing) {
    this.sql = sql;
    this.clock = clock;
    this.sealing = sealing;
  }

  /**
   * A personal link as it stands.
   *
   * @param recipe that invited
   * @param page the trigger that shows it
   * @param starts the recipe that the answer starts; null where the run waits for it
   */
  public record Invitation(
      int workspace,
      String id,
      UUID run,
      String recipe,
      @Nullable String subject,
      String page,
      Map<String, Object> input,
      @Nullable String starts,
      Map<String, Object> draft,
      State state) {}

  /** Whether a link can be answered. */
  public enum State {
    OPEN,
    ANSWERED,
    /** Expired, or nothing waits for its answer. */
    CLOSED
  }

  /** The one-way image of a token, which is all that is kept of it. */
  public static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 must be available", e);
    }
  }

  /** Null where no link has this token. */
  public @Nullable Invitation find(String token) {
    return sql.first(COLUMNS + "where i.token_hash = ?", this::invitation, hash(token));
  }

  private Invitation invitation(ResultSet row) throws SQLException {
    var starts = row.getString("starts");
    boolean expired = !Sql.instant(row, "expires_at").isAfter(clock.instant());
    boolean awaited = starts != null || row.getBoolean("under_way");
    var state =
        row.getTimestamp("answered_at") != null
            ? State.ANSWERED
            : expired || !awaited ? State.CLOSED : State.OPEN;
    var id = row.getString("id");
    var draft = row.getBytes("draft");
    return new Invitation(
        row.getInt("workspace_id"),
        id,
        Sql.id(row, "run_id"),
        row.getString("recipe"),
        row.getString("subject"),
        row.getString("page"),
        Json.map(row.getBytes("input")),
        starts,
        draft == null || state != State.OPEN ? Map.of() : Json.map(sealing.open(draft, about(id))),
        state);
  }

  private static String about(String id) {
    return "invitation/" + id;
  }

  /** Puts an unfinished answer aside. */
  public void save(Invitation invitation, Map<String, Object> draft) {
    sql.update(
        "update invitation set draft = ? where workspace_id = ? and id = ? and answered_at is null",
        sealing.seal(Json.bytes(draft), about(invitation.id())),
        invitation.workspace(),
        invitation.id());
  }

  /**
   * Takes the answer, once. The run that waits for it wakes; one that works on something else
   * meanwhile finds it when it comes to rest (see AwaitRows).
   *
   * @return how the link stood before: open where this answer was taken
   */
  public State answer(Invitation invitation, Map<String, Object> answer) {
    Instant now = clock.instant();
    return sql.inTransaction(
        s -> {
          // Invitation before run, as in the journal's transactions.
          var before =
              s.list(
                  COLUMNS + "where i.workspace_id = ? and i.id = ? for update of i",
                  this::invitation,
                  invitation.workspace(),
                  invitation.id());
          if (before.isEmpty() || before.getFirst().state() != State.OPEN) {
            return before.isEmpty() ? State.CLOSED : before.getFirst().state();
          }
          // The run's row is locked as by a run that comes to rest: one of both sees the other.
          var active =
              s.list("select 1 from active where id = ? for update", r -> 1, invitation.run());
          if (active.isEmpty() && invitation.starts() == null) {
            return State.CLOSED;
          }
          s.update(
              """
              update invitation set answer = ?, answered_at = ?, draft = null
              where workspace_id = ? and id = ?""",
              Json.bytes(answer),
              now,
              invitation.workspace(),
              invitation.id());
          if (!s.list(
                  """
                  select 1 from awaited
                  where workspace_id = ? and kind = 'form' and address = ?""",
                  r -> 1,
                  invitation.workspace(),
                  invitation.id())
              .isEmpty()) {
            s.update(
                """
                update active set next_at = ?
                where id = ? and node_id is null and state = 'waiting'""",
                now,
                invitation.run());
          }
          return State.OPEN;
        });
  }

  /** The invitations of a run that have been answered. */
  public List<String> answered(int workspace, UUID run) {
    return sql.list(
        """
        select id from invitation
        where workspace_id = ? and run_id = ? and answered_at is not null""",
        row -> row.getString(1),
        workspace,
        run);
  }

  /** What was answered for a run itself, by invitation. */
  public Map<String, Map<String, Object>> answers(int workspace, UUID run) {
    return sql
        .list(
            """
            select id, answer from invitation
            where workspace_id = ? and run_id = ? and answered_at is not null and starts is null""",
            row -> Map.entry(row.getString(1), Json.map(row.getBytes(2))),
            workspace,
            run)
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** What was answered; null where nothing was as yet. */
  public @Nullable Map<String, Object> answerOf(int workspace, String id) {
    return sql.first(
        """
        select answer from invitation
        where workspace_id = ? and id = ? and answered_at is not null""",
        row -> Json.map(row.getBytes(1)),
        workspace,
        id);
  }
}
