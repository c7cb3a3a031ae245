package org.carelay.engine.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Named tokens of people and programs. Only their hashes are kept. */
public final class Tokens {
  private static final String PREFIX = "cl_";
  private static final int BYTES = 32;

  /** How long a token that was revoked on another machine may still be taken. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** "Last used" is for people: a minute is exact enough, and spares the database. */
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final Sql sql;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final ReentrantLock reading = new ReentrantLock();
  private final Map<UUID, Instant> used = new ConcurrentHashMap<>();
  private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.MIN);

  public Tokens(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** A token in a list. */
  public record Listed(
      UUID id, String name, String createdBy, Instant createdAt, @Nullable Instant lastUsedAt) {}

  /**
   * A new token.
   *
   * @param token the only time that it is told
   */
  public record Created(UUID id, String name, String token) {}

  /** Whose token it is. */
  public record Holder(UUID id, String name) {}

  private record Snapshot(Map<String, Holder> byHash, Instant at) {}

  public List<Listed> list(int workspace) {
    return sql.list(
        """
        select id, name, created_by, created_at, last_used_at from api_token
        where workspace_id = ? order by name, created_at""",
        row ->
            new Listed(
                Sql.id(row, "id"),
                row.getString("name"),
                row.getString("created_by"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "last_used_at")),
        workspace);
  }

  public Created create(int workspace, String name, String by) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var id = UUID.randomUUID();
    sql.update(
        "insert into api_token (workspace_id, id, name, token_hash, created_at, created_by)"
            + " values (?, ?, ?, ?, ?, ?)",
        workspace,
        id,
        name,
        HexFormat.of().parseHex(hash(token)),
        clock.instant(),
        by);
    forget();
    return new Created(id, name, token);
  }

  /**
   * @return false where there is no such token
   */
  public boolean revoke(int workspace, UUID id) {
    boolean done =
        sql.update("delete from api_token where workspace_id = ? and id = ?", workspace, id) > 0;
    forget();
    return done;
  }

  /** Whose token it is; null where it is nobody's. Reads the database at most every ten seconds. */
  public @Nullable Holder holder(int workspace, String token) {
    if (!token.startsWith(PREFIX)) {
      return null;
    }
    var holder = fresh(workspace).byHash().get(hash(token));
    if (holder != null) {
      remember(holder);
    }
    return holder;
  }

  /** True while a token has not been revoked. */
  public boolean isKnown(int workspace, UUID id) {
    return fresh(workspace).byHash().values().stream().anyMatch(h -> h.id().equals(id));
  }

  private Snapshot fresh(int workspace) {
    var known = snapshot;
    var age = Duration.between(known.at(), clock.instant()).abs();
    if (age.compareTo(FRESH) > 0 && patiently()) {
      try {
        known = read(workspace);
        snapshot = known;
      } finally {
        reading.unlock();
      }
    }
    return known;
  }

  private boolean patiently() {
    try {
      return reading.tryLock(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Snapshot read(int workspace) {
    var holders =
        sql.list(
            "select id, name, token_hash from api_token where workspace_id = ?",
            row ->
                Map.entry(
                    HexFormat.of().formatHex(row.getBytes("token_hash")),
                    new Holder(Sql.id(row, "id"), row.getString("name"))),
            workspace);
    return new Snapshot(
        holders.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        clock.instant());
  }

  private void forget() {
    snapshot = new Snapshot(Map.of(), Instant.MIN);
  }

  private void remember(Holder holder) {
    Instant now = clock.instant();
    var before = used.get(holder.id());
    if (before == null || before.plus(USED_EVERY).isBefore(now)) {
      used.put(holder.id(), now);
      sql.update("update api_token set last_used_at = ? where id = ?", now, holder.id());
    }
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
