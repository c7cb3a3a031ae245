package org.carelay.connector;

import java.net.URI;
import java.time.Clock;

/**
 * What the runtime lends to an opened connection.
 *
 * @param connectionId the connection's id, or the connector's id where there is no connection
 * @param publicUrl where the outside reaches this runtime; ends without a slash
 * @param clock the only source of time
 * @param memory small durable notes of this connection
 */
public record ConnectionContext(String connectionId, URI publicUrl, Clock clock, Memory memory) {
  /** The address at which {@code callbackId} of this connection receives posts. */
  public URI callbackUrl(String callbackId) {
    return URI.create(publicUrl + "/hooks/callback/" + connectionId + "/" + callbackId);
  }
}
