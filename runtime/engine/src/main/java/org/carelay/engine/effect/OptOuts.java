package org.carelay.engine.effect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import org.carelay.connector.Recipient;
import org.carelay.engine.store.Sql;

/** Who has asked not to be written to. Keeps a digest of the address, not the address. */
public final class OptOuts implements Gate.Rule {
  private final Sql sql;

  public OptOuts(Sql sql) {
    this.sql = sql;
  }

  /**
   * @param address as the gate writes it
   * @return false where it was known
   */
  public boolean add(int workspace, Recipient address, Instant at) {
    return sql.update(
            "insert into opt_out (workspace_id, channel, address_hash, since) values (?, ?, ?, ?)"
                + " on conflict do nothing",
            workspace,
            address.channel().name(),
            digest(address),
            at)
        > 0;
  }

  /**
   * @return false where there was none
   */
  public boolean remove(int workspace, Recipient address) {
    return sql.update(
            "delete from opt_out where workspace_id = ? and channel = ? and address_hash = ?",
            workspace,
            address.channel().name(),
            digest(address))
        > 0;
  }

  private boolean has(int workspace, Recipient address) {
    return sql.first(
            "select 1 from opt_out where workspace_id = ? and channel = ? and address_hash = ?",
            row -> 1,
            workspace,
            address.channel().name(),
            digest(address))
        != null;
  }

  @Override
  public Verdict judge(Gate.Message message, Instant now) {
    var willing = new ArrayList<Recipient>();
    for (Recipient recipient : message.recipients()) {
      if (!has(message.workspace(), recipient)) {
        willing.add(recipient);
      }
    }
    return willing.isEmpty()
        ? new Verdict.Suppress("This person has asked for no more messages.")
        : new Verdict.Pass(willing);
  }

  private static byte[] digest(Recipient address) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(
              (address.channel() + ":" + address.address().toLowerCase(Locale.ROOT))
                  .getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
