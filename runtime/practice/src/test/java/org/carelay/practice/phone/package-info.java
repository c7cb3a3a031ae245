@NullMarked
package org.carelay.practice.phone;

import org.jspecify.annotations.NullMarked;
