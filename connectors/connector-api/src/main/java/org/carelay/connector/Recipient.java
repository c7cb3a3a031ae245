package org.carelay.connector;

/**
 * A person's address on a channel.
 *
 * @param address after the gate: E.164 for {@link Channel#SMS}, a bare address for email
 */
public record Recipient(Channel channel, String address) {
  /** How a message travels. */
  public enum Channel {
    SMS,
    EMAIL,
    PUSH
  }
}
