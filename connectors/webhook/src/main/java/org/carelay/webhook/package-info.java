/**
 * Events that others post to {@code /hooks/PATH}.
 *
 * <p>{@link org.carelay.webhook.ReceivedTrigger} is the path of one request: how large, who, what.
 * {@link org.carelay.webhook.Verification} checks who; {@link org.carelay.webhook.Body} reads what.
 */
@NullMarked
package org.carelay.webhook;

import org.jspecify.annotations.NullMarked;
