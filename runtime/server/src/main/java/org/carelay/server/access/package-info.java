/** Who is asking: bearer tokens, browser sessions and the practice visitor. */
@NullMarked
package org.carelay.server.access;

import org.jspecify.annotations.NullMarked;
