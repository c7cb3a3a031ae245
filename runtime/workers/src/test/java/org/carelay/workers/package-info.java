@NullMarked
package org.carelay.workers;

import org.jspecify.annotations.NullMarked;
