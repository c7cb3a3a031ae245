/** Secrets at rest. */
@NullMarked
package org.carelay.server.secret;

import org.jspecify.annotations.NullMarked;
