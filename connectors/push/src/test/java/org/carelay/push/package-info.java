@NullMarked
package org.carelay.push;

import org.jspecify.annotations.NullMarked;
