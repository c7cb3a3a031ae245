package org.carelay.connector;

import org.jspecify.annotations.Nullable;

/**
 * News that can also be asked for: where it has not come, the runtime asks, a few times at most.
 */
public interface AskableCallback<C extends Client> extends Callback<C> {
  /**
   * Asks once how far an effect got. Reads only.
   *
   * @param reference the provider's id, as given to {@link ActionContext#reference}
   * @return null where the provider knows nothing of it
   */
  Outcome.@Nullable Receipt ask(String reference, C client)
      throws ConnectorException, InterruptedException;
}
