@NullMarked
package org.carelay.workers.confine;

import org.jspecify.annotations.NullMarked;
