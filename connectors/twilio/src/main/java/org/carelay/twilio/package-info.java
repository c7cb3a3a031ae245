/**
 * Text messages through Twilio.
 *
 * <p>Sending is {@link org.carelay.twilio.SendSms}. Twilio's library repeats a request that was
 * answered with a 5xx, although the message may have been accepted: one call can become three
 * texts. So every request goes through {@link org.carelay.twilio.SingleAttempt}, and what may have
 * happened is looked up, never repeated. News comes back signed, through {@link
 * org.carelay.twilio.StatusCallback} and {@link org.carelay.twilio.MessageReceived}.
 */
@NullMarked
package org.carelay.twilio;

import org.jspecify.annotations.NullMarked;
