/** What every HTTP answer has in common: problems, security headers, the static editor. */
@NullMarked
package org.carelay.server.web;

import org.jspecify.annotations.NullMarked;
