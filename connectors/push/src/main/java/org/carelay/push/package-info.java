/**
 * Notes on phones and in browsers: Web Push with VAPID (RFC 8030, 8291, 8292) and FCM HTTP v1.
 *
 * <p>What is shown is fixed text of the recipe, so that nothing about a patient passes through a
 * push service or stands on a lock screen. {@link org.carelay.push.Target} is whom it goes to.
 */
@NullMarked
package org.carelay.push;

import org.jspecify.annotations.NullMarked;
