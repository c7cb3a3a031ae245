/** Pages that people without an account fill in: links, limits and the frame around each page. */
@NullMarked
package org.carelay.server.forms;

import org.jspecify.annotations.NullMarked;
