/** Where events come from: pollers, webhooks, and the intake that accepts what they found. */
@NullMarked
package org.carelay.engine.trigger;

import org.jspecify.annotations.NullMarked;
