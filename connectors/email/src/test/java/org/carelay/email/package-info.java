@NullMarked
package org.carelay.email;

import org.jspecify.annotations.NullMarked;
