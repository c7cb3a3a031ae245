/**
 * The practice clinic's telephone: a server that speaks enough of Twilio's REST API for Twilio's
 * own client library, with signed status callbacks and signed replies. Nothing leaves the machine.
 *
 * <p>Start with {@link org.carelay.practice.phone.PracticeTwilio}.
 */
@NullMarked
package org.carelay.practice.phone;

import org.jspecify.annotations.NullMarked;
