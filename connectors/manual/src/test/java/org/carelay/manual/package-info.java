@NullMarked
package org.carelay.manual;

import org.jspecify.annotations.NullMarked;
